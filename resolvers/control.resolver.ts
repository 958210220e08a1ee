/** Making things to compare with: twins of models, and dictionaries of random directions. */
import { Arg, Ctx, Mutation, Resolver } from '../schema/decorators.js';
import { DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { IdentityDictionaryInputType } from '../schema/identity-dictionary.input.js';
import { JobType, jobView } from '../schema/job.type.js';
import { RandomDictionaryInputType } from '../schema/random-dictionary.input.js';
import { RandomizedModelInputType } from '../schema/randomized-model.input.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class ControlResolver {
  @Mutation(() => JobType, { description: 'a twin of a model with re-drawn weights' })
  async startRandomizedModel(
    @Arg('input', () => RandomizedModelInputType) input: RandomizedModelInputType,
    @Ctx() { services }: RequestContext,
  ): Promise<JobType> {
    return jobView(await services.controls.startRandomizedModel(input));
  }

  @Mutation(() => DictionaryType, {
    description: "random unit vectors in a dictionary's shape: the baseline of every comparison",
  })
  async createRandomDictionary(
    @Arg('input', () => RandomDictionaryInputType) input: RandomDictionaryInputType,
    @Ctx() { services }: RequestContext,
  ): Promise<DictionaryType> {
    return dictionaryView(await services.controls.createRandomDictionary(input));
  }

  @Mutation(() => DictionaryType, {
    description:
      'the coordinates of a hook point as features, those below 0 counted as 0: of `mlp_hidden.L`, the neurons',
  })
  async createIdentityDictionary(
    @Arg('input', () => IdentityDictionaryInputType) input: IdentityDictionaryInputType,
    @Ctx() { services }: RequestContext,
  ): Promise<DictionaryType> {
    return dictionaryView(await services.controls.createIdentityDictionary(input));
  }
}
