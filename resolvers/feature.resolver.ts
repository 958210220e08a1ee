/** Features: finding them, paging through them, and noting something about one. */
import { AnnotationType } from '../schema/annotation.type.js';
import type { Connection } from '../schema/connection.js';
import { Arg, Args, Ctx, FieldResolver, Float, Int, Mutation, Query, Resolver, Root } from '../schema/decorators.js';
import { DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { FeatureInput } from '../schema/feature.input.js';
import { FeatureConnection, featurePageView, FeatureType, featureView } from '../schema/feature.type.js';
import { FeaturePageArgs, toFeaturePageRequest } from '../schema/feature-page.args.js';
import { RandomFeatureArgs } from '../schema/random-feature.args.js';
import { Float32Vector } from '../schema/scalars.js';
import { findFeature, findFeatures } from './find-feature.js';
import { orNull } from './or-null.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => FeatureType)
export class FeatureResolver {
  @Query(() => FeatureType, { nullable: true })
  async feature(
    @Arg('dictionary', () => String) dictionary: string,
    @Arg('index', () => Int) index: number,
    @Ctx() context: RequestContext,
  ): Promise<FeatureType | null> {
    return orNull(await findFeature({ dictionary, index }, context), featureView);
  }

  @Query(() => FeatureConnection)
  async features(
    @Arg('dictionary', () => String) dictionary: string,
    @Args(() => FeaturePageArgs) page: FeaturePageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<FeatureType>> {
    return featurePageView(await findFeatures(dictionary, toFeaturePageRequest(page), context));
  }

  @Query(() => FeatureType, {
    nullable: true,
    description: 'one random feature that fires, for browsing; the seed makes it repeatable',
  })
  async randomFeature(
    @Args(() => RandomFeatureArgs) { dictionary, corpus, seed }: RandomFeatureArgs,
    @Ctx() { services }: RequestContext,
  ): Promise<FeatureType | null> {
    const key = await services.features.random(dictionary, corpus ?? undefined, seed ?? undefined);
    return orNull(key, featureView);
  }

  @Mutation(() => FeatureType)
  async annotate(
    @Arg('feature', () => FeatureInput) feature: FeatureInput,
    @Arg('text', () => String) text: string,
    @Ctx() { services, author }: RequestContext,
  ): Promise<FeatureType> {
    const { dictionary, index } = feature;
    return featureView(await services.features.annotate({ dictionary, index }, text, author));
  }

  @FieldResolver(() => DictionaryType)
  dictionary(@Root() { key }: FeatureType, @Ctx() { loaders }: RequestContext): DictionaryType {
    return dictionaryView(loaders.dictionaries.get(key.dictionary));
  }

  @FieldResolver(() => Float32Vector)
  async decoderVector(@Root() { key }: FeatureType, @Ctx() { loaders }: RequestContext): Promise<Float32Array> {
    return (await loaders.vectors.load(key)).decoder_D;
  }

  @FieldResolver(() => Float32Vector)
  async encoderVector(@Root() { key }: FeatureType, @Ctx() { loaders }: RequestContext): Promise<Float32Array> {
    return (await loaders.vectors.load(key)).encoder_D;
  }

  @FieldResolver(() => Float)
  async encoderBias(@Root() { key }: FeatureType, @Ctx() { loaders }: RequestContext): Promise<number> {
    return (await loaders.vectors.load(key)).encoderBias;
  }

  @FieldResolver(() => Float, { nullable: true })
  async threshold(@Root() { key }: FeatureType, @Ctx() { loaders }: RequestContext): Promise<number | null> {
    return (await loaders.vectors.load(key)).threshold;
  }

  @FieldResolver(() => [AnnotationType])
  async annotations(
    @Root() { key }: FeatureType,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly AnnotationType[]> {
    return loaders.annotations.load(key);
  }
}
