/** Questions to the engine: activations of a model and of its dictionaries' features on prompts. */
import { Args, Computes, Ctx, Query, Resolver } from '../schema/decorators.js';
import {
  ActivationsArgs,
  FeatureActivationsArgs,
  toActivationsQuestion,
  toFeatureActivationsQuestion,
} from '../schema/inference.args.js';
import { PromptActivationsType } from '../schema/prompt-activations.type.js';
import {
  PromptFeatureActivationsType,
  promptFeatureActivationsView,
} from '../schema/prompt-feature-activations.type.js';
import { viewGoodOnes, type AnsweredView } from './answered-view.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class InferenceResolver {
  @Computes()
  @Query(() => [PromptActivationsType], {
    nullable: 'items',
    description: 'model activations at a hook point, at any positions; negative positions count from the end',
  })
  async activations(
    @Args(() => ActivationsArgs) args: ActivationsArgs,
    @Ctx() { services, asker }: RequestContext,
  ): Promise<AnsweredView<PromptActivationsType>[]> {
    return services.inference.activations(toActivationsQuestion(args), asker);
  }

  @Computes()
  @Query(() => [PromptFeatureActivationsType], {
    nullable: 'items',
    description:
      'feature activations of one or several dictionaries of the same model on the prompts, one forward pass for all',
  })
  async featureActivations(
    @Args(() => FeatureActivationsArgs) args: FeatureActivationsArgs,
    @Ctx() { services, asker }: RequestContext,
  ): Promise<AnsweredView<PromptFeatureActivationsType>[]> {
    const answers = await services.inference.featureActivations(toFeatureActivationsQuestion(args), asker);
    return viewGoodOnes(answers, promptFeatureActivationsView);
  }
}
