/** Questions to the engine about a model whose activations are changed on the way. */
import { Arg, Args, Computes, Ctx, FieldResolver, Int, Query, Resolver, Root } from '../schema/decorators.js';
import { GenerationType } from '../schema/generation.type.js';
import { InterventionEffectType, interventionEffectView, LogitChangeType } from '../schema/intervention-effect.type.js';
import {
  GenerateArgs,
  InterveneArgs,
  toGenerationQuestion,
  toInterventionQuestion,
} from '../schema/intervention.args.js';
import { viewGoodOnes, type AnsweredView } from './answered-view.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => InterventionEffectType)
export class InterventionResolver {
  @Computes()
  @Query(() => [InterventionEffectType], {
    nullable: 'items',
    description: 'runs the prompts with and without the interventions and says what changed',
  })
  async intervene(
    @Args(() => InterveneArgs) args: InterveneArgs,
    @Ctx() { services, asker }: RequestContext,
  ): Promise<AnsweredView<InterventionEffectType>[]> {
    const answers = await services.interventions.intervene(toInterventionQuestion(args), asker);
    return viewGoodOnes(answers, interventionEffectView);
  }

  @Computes()
  @Query(() => GenerationType)
  async generate(
    @Args(() => GenerateArgs) args: GenerateArgs,
    @Ctx() { services, asker }: RequestContext,
  ): Promise<GenerationType> {
    return services.interventions.generate(toGenerationQuestion(args), asker);
  }

  @FieldResolver(() => [LogitChangeType], { description: "largest changes of the last position's logits" })
  logitChanges(
    @Root() { record }: InterventionEffectType,
    @Arg('first', () => Int, { defaultValue: 10 }) first: number,
    @Ctx() { services }: RequestContext,
  ): LogitChangeType[] {
    return services.interventions.logitChanges(record, first);
  }
}
