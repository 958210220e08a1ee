/** What a harvest knows of a feature; every field is null until there is one. */
import { parsePageSize } from '../domain/page.js';
import type { Connection } from '../schema/connection.js';
import { connectionView } from '../schema/connection.js';
import { ContextFilterInput, toContextFilter } from '../schema/context-filter.input.js';
import {
  ContextConnection,
  ContextType,
  contextView,
  QuantileSampleType,
  quantileSampleView,
} from '../schema/context.type.js';
import { CorpusArgs } from '../schema/corpus.args.js';
import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from '../schema/decorators.js';
import { FeatureStatisticsType, featureStatisticsView } from '../schema/feature-statistics.type.js';
import { FeatureType } from '../schema/feature.type.js';
import { HistogramType } from '../schema/histogram.type.js';
import { toPageRequest } from '../schema/page.args.js';
import { SilentContextsArgs } from '../schema/silent-contexts.args.js';
import { TokenStatisticsType } from '../schema/token-statistics.type.js';
import type { HarvestWanted, RequestContext } from './request-context.js';
import { whenHarvested } from './when-harvested.js';

@Resolver(() => FeatureType)
export class HarvestedFeatureResolver {
  @FieldResolver(() => FeatureStatisticsType, { nullable: true })
  statistics(
    @Root() { key }: FeatureType,
    @Args(() => CorpusArgs) { corpus }: CorpusArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<FeatureStatisticsType | null> {
    return whenHarvested(loaders, wanted(key.dictionary, corpus), async (harvest) => {
      const statistics = await loaders.statistics.load({ harvest, index: key.index });
      return featureStatisticsView(statistics, harvest.corpus);
    });
  }

  @FieldResolver(() => ContextConnection, {
    nullable: true,
    description: 'null until the dictionary has been harvested, as everything here that comes from a harvest',
  })
  topContexts(
    @Root() { key }: FeatureType,
    @Args(() => CorpusArgs) { corpus }: CorpusArgs,
    @Arg('filter', () => ContextFilterInput, { nullable: true }) filter: ContextFilterInput | null,
    @Arg('first', () => Int, { defaultValue: 10 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { loaders, services }: RequestContext,
  ): Promise<Connection<ContextType> | null> {
    const page = toPageRequest({ first, after }, services.limits.maxPageSize);
    return whenHarvested(loaders, wanted(key.dictionary, corpus), async (harvest) => {
      const request = { harvest, index: key.index, filter: toContextFilter(filter), ...page };
      return connectionView(await loaders.topContexts.load(request), contextView);
    });
  }

  @FieldResolver(() => [QuantileSampleType], {
    nullable: true,
    description: 'a uniform sample of firing contexts from each activation quantile',
  })
  sampledContexts(
    @Root() { key }: FeatureType,
    @Args(() => CorpusArgs) { corpus }: CorpusArgs,
    @Arg('quantiles', () => Int, { defaultValue: 5 }) quantiles: number,
    @Arg('perQuantile', () => Int, { defaultValue: 3 }) perQuantile: number,
    @Ctx() { loaders, services }: RequestContext,
  ): Promise<readonly QuantileSampleType[] | null> {
    parsePageSize(quantiles, services.limits.maxPageSize, 'quantiles');
    parsePageSize(perQuantile, services.limits.maxPageSize, 'perQuantile');
    return whenHarvested(loaders, wanted(key.dictionary, corpus), async (harvest) => {
      const samples = await services.contexts.sampled(harvest, key.index, quantiles, perQuantile);
      return samples.map(quantileSampleView);
    });
  }

  @FieldResolver(() => HistogramType, { nullable: true })
  activationHistogram(
    @Root() { key }: FeatureType,
    @Args(() => CorpusArgs) { corpus }: CorpusArgs,
    @Ctx() { loaders, services }: RequestContext,
  ): Promise<HistogramType | null> {
    return whenHarvested(loaders, wanted(key.dictionary, corpus), (harvest) =>
      services.features.activationHistogram(harvest, key.index),
    );
  }

  @FieldResolver(() => [TokenStatisticsType], { nullable: true, description: 'the tokens it fires on most' })
  topTokens(
    @Root() { key }: FeatureType,
    @Args(() => CorpusArgs) { corpus }: CorpusArgs,
    @Arg('first', () => Int, { defaultValue: 10 }) first: number,
    @Ctx() { loaders, services }: RequestContext,
  ): Promise<readonly TokenStatisticsType[] | null> {
    parsePageSize(first, services.limits.maxPageSize);
    return whenHarvested(loaders, wanted(key.dictionary, corpus), (harvest) =>
      services.features.topTokens(harvest, key.index, first),
    );
  }

  @FieldResolver(() => [ContextType], {
    nullable: true,
    description:
      'windows in which it does not fire: a seeded uniform sample, and the hardest (its commonest tokens without firing)',
  })
  silentContexts(
    @Root() { key }: FeatureType,
    @Args(() => CorpusArgs) { corpus }: CorpusArgs,
    @Args(() => SilentContextsArgs) { first, seed, hard }: SilentContextsArgs,
    @Ctx() { loaders, services }: RequestContext,
  ): Promise<readonly ContextType[] | null> {
    parsePageSize(first, services.limits.maxPageSize);
    return whenHarvested(loaders, wanted(key.dictionary, corpus), async (harvest) => {
      const contexts = await services.contexts.silent(harvest, key.index, { first, seed, hard });
      return contexts.map(contextView);
    });
  }
}

function wanted(dictionary: string, corpus: string | null | undefined): HarvestWanted {
  return { dictionary, corpus: corpus ?? undefined };
}
