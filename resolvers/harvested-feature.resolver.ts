/** What a harvest knows of a feature; every field is null until there is one. */
import type { Connection } from '../schema/connection.js';
import { connectionView } from '../schema/connection.js';
import {
  ContextConnection,
  ContextType,
  contextView,
  QuantileSampleType,
  quantileSampleView,
} from '../schema/context.type.js';
import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from '../schema/decorators.js';
import { SampledContextsArgs, SilentContextsArgs } from '../schema/drawn-contexts.args.js';
import { FeatureStatisticsType, featureStatisticsView } from '../schema/feature-statistics.type.js';
import { FeatureType } from '../schema/feature.type.js';
import { HistogramType } from '../schema/histogram.type.js';
import { TokenStatisticsType } from '../schema/token-statistics.type.js';
import { toContextPageRequest, TopContextsArgs } from '../schema/top-contexts.args.js';
import type { HarvestWanted, RequestContext } from './request-context.js';
import { whenHarvested } from './when-harvested.js';

@Resolver(() => FeatureType)
export class HarvestedFeatureResolver {
  @FieldResolver(() => FeatureStatisticsType, { nullable: true })
  statistics(
    @Root() feature: FeatureType,
    @Arg('corpus', () => String, { nullable: true }) corpus: string | null,
    @Ctx() { loaders }: RequestContext,
  ): FeatureStatisticsType | null {
    return whenHarvested(loaders, wanted(feature, corpus), (harvest) => {
      const { index, pageIndices } = feature;
      return featureStatisticsView(loaders.statistics.get({ harvest, index, pageIndices }), harvest.corpus);
    });
  }

  @FieldResolver(() => ContextConnection, {
    nullable: true,
    description: 'null until the dictionary has been harvested, as everything here that comes from a harvest',
  })
  topContexts(
    @Root() feature: FeatureType,
    @Args(() => TopContextsArgs) args: TopContextsArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Connection<ContextType>> | null {
    return whenHarvested(loaders, wanted(feature, args.corpus), async (harvest) => {
      const request = { harvest, index: feature.index, ...toContextPageRequest(args) };
      return connectionView(await loaders.topContexts.load(request), contextView);
    });
  }

  @FieldResolver(() => [QuantileSampleType], {
    nullable: true,
    description: 'a uniform sample of firing contexts from each activation quantile',
  })
  sampledContexts(
    @Root() feature: FeatureType,
    @Args(() => SampledContextsArgs) { corpus, quantiles, perQuantile }: SampledContextsArgs,
    @Ctx() { loaders, services }: RequestContext,
  ): Promise<readonly QuantileSampleType[]> | null {
    return whenHarvested(loaders, wanted(feature, corpus), async (harvest) => {
      const samples = await services.contexts.sampled(harvest, feature.index, quantiles, perQuantile);
      return samples.map(quantileSampleView);
    });
  }

  @FieldResolver(() => HistogramType, { nullable: true })
  activationHistogram(
    @Root() feature: FeatureType,
    @Arg('corpus', () => String, { nullable: true }) corpus: string | null,
    @Ctx() { loaders, services }: RequestContext,
  ): HistogramType | null {
    return whenHarvested(loaders, wanted(feature, corpus), (harvest) =>
      services.features.activationHistogram(harvest, feature.index),
    );
  }

  @FieldResolver(() => [TokenStatisticsType], { nullable: true, description: 'the tokens it fires on most' })
  topTokens(
    @Root() feature: FeatureType,
    @Arg('corpus', () => String, { nullable: true }) corpus: string | null,
    @Arg('first', () => Int, { defaultValue: 10 }) first: number,
    @Ctx() { loaders, services }: RequestContext,
  ): Promise<readonly TokenStatisticsType[]> | null {
    return whenHarvested(loaders, wanted(feature, corpus), (harvest) =>
      services.features.topTokens(harvest, feature.index, first),
    );
  }

  @FieldResolver(() => [ContextType], {
    nullable: true,
    description:
      'windows in which it does not fire: a seeded uniform sample, and the hardest (its commonest tokens without firing)',
  })
  silentContexts(
    @Root() feature: FeatureType,
    @Args(() => SilentContextsArgs) { corpus, first, seed, hard }: SilentContextsArgs,
    @Ctx() { loaders, services }: RequestContext,
  ): Promise<readonly ContextType[]> | null {
    return whenHarvested(loaders, wanted(feature, corpus), async (harvest) => {
      const contexts = await services.contexts.silent(harvest, feature.index, { first, seed, hard });
      return contexts.map(contextView);
    });
  }
}

function wanted({ key }: FeatureType, corpus: string | null | undefined): HarvestWanted {
  return { dictionary: key.dictionary, corpus: corpus ?? undefined };
}
