/** Similarities of dictionaries: computing one, and what it tells. */
import type { Connection } from '../schema/connection.js';
import { connectionView } from '../schema/connection.js';
import { CorpusType, corpusView } from '../schema/corpus.type.js';
import { Arg, Args, Ctx, FieldResolver, Float, Int, Mutation, Query, Resolver, Root } from '../schema/decorators.js';
import { DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { FeaturePairConnection, featurePairView, type FeaturePairType } from '../schema/feature-match.type.js';
import { HistogramType } from '../schema/histogram.type.js';
import { JobType, jobView } from '../schema/job.type.js';
import { MatchPageArgs } from '../schema/match-page.args.js';
import { toPageRequest } from '../schema/page.args.js';
import { Float32Vector, Uint32Vector } from '../schema/scalars.js';
import { SimilarityArgs, SimilarityInputType, toSimilarityInput } from '../schema/similarity.input.js';
import {
  MatchedPairsType,
  matchedPairsView,
  RandomBaselineType,
  SimilarityType,
  similarityView,
} from '../schema/similarity.type.js';
import { orNull } from './or-null.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => SimilarityType)
export class SimilarityResolver {
  @Query(() => SimilarityType, {
    nullable: true,
    description: 'null until a similarity job has run; startSimilarity runs it',
  })
  similarity(
    @Args(() => SimilarityArgs) wanted: SimilarityArgs,
    @Ctx() { services }: RequestContext,
  ): SimilarityType | null {
    return orNull(services.similarities.find(toSimilarityInput(wanted)), similarityView);
  }

  @Mutation(() => JobType)
  startSimilarity(
    @Arg('input', () => SimilarityInputType) input: SimilarityInputType,
    @Ctx() { services }: RequestContext,
  ): JobType {
    return jobView(services.similarities.start(toSimilarityInput(input)));
  }

  @FieldResolver(() => DictionaryType)
  truth(@Root() { named }: SimilarityType, @Ctx() { loaders }: RequestContext): DictionaryType {
    return dictionaryView(loaders.dictionaries.get(named.truth));
  }

  @FieldResolver(() => DictionaryType)
  query(@Root() { named }: SimilarityType, @Ctx() { loaders }: RequestContext): DictionaryType {
    return dictionaryView(loaders.dictionaries.get(named.query));
  }

  @FieldResolver(() => CorpusType, { nullable: true })
  aliveCorpus(@Root() { named }: SimilarityType, @Ctx() { services }: RequestContext): CorpusType | null {
    const corpus = named.record.alive?.corpus;
    return corpus === undefined ? null : orNull(services.catalog.findCorpus(corpus), corpusView);
  }

  @FieldResolver(() => RandomBaselineType, {
    nullable: true,
    description:
      "the random baseline of vectors with the mean and covariance of the truth's; null until startSimilarity was asked for `randomVectors: COVARIANCE`",
  })
  covarianceBaseline(
    @Root() { named }: SimilarityType,
    @Ctx() { services }: RequestContext,
  ): RandomBaselineType | null {
    return services.similarities.covarianceBaseline(named.record) ?? null;
  }

  @FieldResolver(() => Float)
  fractionAbove(
    @Root() { named }: SimilarityType,
    @Arg('threshold', () => Float, { defaultValue: 0.9 }) threshold: number,
    @Ctx() { services }: RequestContext,
  ): number {
    return services.similarities.fractionAbove(named.record, threshold);
  }

  @FieldResolver(() => HistogramType, { description: "of the truth's largest cosines, from -1 to 1" })
  histogram(
    @Root() { named }: SimilarityType,
    @Arg('bins', () => Int, { defaultValue: 50 }) bins: number,
    @Ctx() { services }: RequestContext,
  ): HistogramType {
    return services.similarities.histogram(named.record, bins);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      "share of the truth's features with the same best match by decoder and by encoder, both cosines above the threshold; null until both have been compared",
  })
  encoderDecoderAgreement(
    @Root() { named }: SimilarityType,
    @Arg('threshold', () => Float, { defaultValue: 0.7 }) threshold: number,
    @Ctx() { services }: RequestContext,
  ): number | null {
    return services.similarities.encoderDecoderAgreement(named.record, threshold);
  }

  @FieldResolver(() => MatchedPairsType, { description: 'one-to-one matching that maximises the total cosine' })
  matched(@Root() { named }: SimilarityType): MatchedPairsType {
    return matchedPairsView(named.record);
  }

  @FieldResolver(() => FeaturePairConnection)
  matches(
    @Root() { named }: SimilarityType,
    @Args(() => MatchPageArgs) args: MatchPageArgs,
    @Ctx() { services }: RequestContext,
  ): Connection<FeaturePairType> {
    const page = services.similarities.matches(named, { ...toPageRequest(args), orderBy: args.orderBy });
    return connectionView(page, featurePairView(page.items.map(({ node }) => node)));
  }

  @FieldResolver(() => Float32Vector, {
    description: 'largest cosines by index of the truth; NaN for a feature that did not take part',
  })
  packedMax(@Root() { named }: SimilarityType, @Ctx() { services }: RequestContext): Float32Array {
    return services.similarities.maxCosines(named.record);
  }

  @FieldResolver(() => Uint32Vector, {
    description: 'indices of the query by index of the truth; 4294967295 for a feature that did not take part',
  })
  packedArgmax(@Root() { named }: SimilarityType, @Ctx() { services }: RequestContext): Uint32Array {
    return services.similarities.bestMatches(named.record);
  }
}

@Resolver(() => MatchedPairsType)
export class MatchedPairsResolver {
  @FieldResolver(() => Float)
  fractionAbove(
    @Root() { record }: MatchedPairsType,
    @Arg('threshold', () => Float, { defaultValue: 0.7 }) threshold: number,
    @Ctx() { services }: RequestContext,
  ): number {
    return services.similarities.matchedFractionAbove(record, threshold);
  }
}
