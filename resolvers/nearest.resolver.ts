/** The features that a feature is most like. */
import { Args, Computes, Ctx, FieldResolver, Resolver, Root } from '../schema/decorators.js';
import { FeatureMatchType, featureMatchViews } from '../schema/feature-match.type.js';
import { FeatureType } from '../schema/feature.type.js';
import { NearestArgs } from '../schema/nearest.args.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => FeatureType)
export class NearestResolver {
  @Computes()
  @FieldResolver(() => [FeatureMatchType], {
    nullable: true,
    description: 'nearest features by cosine, in its own dictionary or in another of the same width',
  })
  async nearest(
    @Root() { key }: FeatureType,
    @Args(() => NearestArgs) { dictionary, vectors, first }: NearestArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<FeatureMatchType[]> {
    const wanted = { feature: key, dictionary: dictionary ?? undefined, vectors, first };
    return featureMatchViews(await loaders.nearest.load(wanted));
  }
}
