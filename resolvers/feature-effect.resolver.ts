/** What a feature does to the next token: computed by the engine, a page of features at a time. */
import { Arg, Args, Computes, Ctx, FieldResolver, Int, Resolver, Root } from '../schema/decorators.js';
import {
  LogitEffectType,
  NextTokenEffectArgs,
  NextTokenEffectType,
  nextTokenEffectView,
} from '../schema/feature-effect.type.js';
import { FeatureType } from '../schema/feature.type.js';
import type { RequestContext } from './request-context.js';
import { whenHarvested } from './when-harvested.js';

@Resolver(() => FeatureType)
export class FeatureEffectResolver {
  @Computes()
  @FieldResolver(() => LogitEffectType, {
    nullable: true,
    description: 'vocabulary logits that the decoder vector promotes and suppresses through the unembedding',
  })
  logitEffect(
    @Root() { key }: FeatureType,
    @Arg('first', () => Int, { defaultValue: 10 }) first: number,
    @Ctx() { loaders }: RequestContext,
  ): Promise<LogitEffectType> {
    return loaders.logitEffects.load({ feature: key, first });
  }

  @Computes()
  @FieldResolver(() => [NextTokenEffectType], {
    nullable: true,
    description:
      "what it predicts: change of the log-probability of the tokens that really follow its top contexts' peaks, when it is ablated there",
  })
  nextTokenEffect(
    @Root() { key, index }: FeatureType,
    @Args(() => NextTokenEffectArgs) { corpus, contexts, tokens }: NextTokenEffectArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<NextTokenEffectType[]> | null {
    return whenHarvested(loaders, { dictionary: key.dictionary, corpus: corpus ?? undefined }, async (harvest) => {
      const effects = await loaders.nextTokenEffects.load({ harvest, index, contexts, tokens });
      return effects.map(nextTokenEffectView);
    });
  }
}
