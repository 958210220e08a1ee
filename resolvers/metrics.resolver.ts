/** Metrics of dictionaries: measuring them, and what was measured. */
import { ResearchError } from '../domain/errors.js';
import { CorpusType, corpusView } from '../schema/corpus.type.js';
import { Arg, Args, Ctx, FieldResolver, Float, Mutation, Resolver, Root } from '../schema/decorators.js';
import { DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { JobType, jobView } from '../schema/job.type.js';
import { MetricsArgs } from '../schema/metrics.args.js';
import { MetricsInputType, toMetricsInput } from '../schema/metrics.input.js';
import { MetricsType, metricsView } from '../schema/metrics.type.js';
import { orNull } from './or-null.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => MetricsType)
export class MetricsResolver {
  @Mutation(() => JobType)
  startMetrics(
    @Arg('input', () => MetricsInputType) input: MetricsInputType,
    @Ctx() { services }: RequestContext,
  ): JobType {
    return jobView(services.metrics.start(toMetricsInput(input)));
  }

  @FieldResolver(() => DictionaryType)
  dictionary(@Root() { record }: MetricsType, @Ctx() { loaders }: RequestContext): DictionaryType {
    return dictionaryView(loaders.dictionaries.get(record.dictionary));
  }

  @FieldResolver(() => CorpusType)
  corpus(@Root() { record }: MetricsType, @Ctx() { loaders }: RequestContext): CorpusType {
    return corpusView(loaders.corpora.get(record.corpus));
  }

  @FieldResolver(() => Float, {
    description: '1 - residual variance / total variance, per element of the batch as a whole',
  })
  varianceExplained(@Root() { record }: MetricsType): number {
    return requireDefined('varianceExplained', record.varianceExplained, 'the activations vary too little');
  }

  @FieldResolver(() => Float, { description: '(zero - reconstructed) / (zero - original)' })
  fractionRecovered(@Root() { record }: MetricsType): number {
    return requireDefined('fractionRecovered', record.fractionRecovered, 'ablation to zero leaves the loss as it is');
  }
}

@Resolver(() => DictionaryType)
export class DictionaryMetricsResolver {
  @FieldResolver(() => MetricsType, { nullable: true })
  metrics(
    @Root() { name }: DictionaryType,
    @Args(() => MetricsArgs) { corpus, tokenRule }: MetricsArgs,
    @Ctx() { services }: RequestContext,
  ): MetricsType | null {
    return orNull(services.metrics.find(name, { corpus: corpus ?? undefined, tokenRule }), metricsView);
  }
}

/** Throws METRIC_UNDEFINED, with the reason, for a ratio whose denominator is zero. */
function requireDefined(field: string, value: number | null, reason: string): number {
  if (value !== null) return value;
  throw new ResearchError('METRIC_UNDEFINED', `"${field}" is not defined: ${reason}.`, { at: field });
}
