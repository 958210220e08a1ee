/** What is to be measured: the input, checked whole and looked up in the catalog. */
import type { CorpusRecord } from '../../domain/corpus.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { MetricsInput } from '../../domain/job.js';
import type { MetricsOptions, TokenRule } from '../../domain/metrics.js';
import type { ModelRecord } from '../../domain/model.js';
import { parseContextTokens, parseMaxTokens } from '../corpus-pass/pass-options.js';
import type { CatalogService } from '../services.js';
import { countsSpecialTokens } from './token-rule.js';

/** Dictionaries that read one hook point of the model and write one are measured in one pass. */
export interface MeasurementPlan {
  readonly dictionaries: readonly DictionaryRecord[];
  readonly model: ModelRecord;
  readonly corpus: CorpusRecord;
  readonly tokenRule: TokenRule;
  readonly options: MetricsOptions;
}

export type MetricsCatalog = Pick<CatalogService, 'getModel' | 'getDictionary' | 'getCorpus'>;

/**
 * Throws DICTIONARY_NOT_FOUND and CORPUS_NOT_FOUND with the nearest names, CORPUS_EMPTY, and ARGUMENT_INVALID for numbers
 * out of range.
 */
export function planMetrics(input: MetricsInput, catalog: MetricsCatalog): MeasurementPlan {
  const dictionary = catalog.getDictionary(input.dictionary);
  const model = catalog.getModel(dictionary.model);
  const corpus = catalog.getCorpus(input.corpus);
  if (corpus.documents === 0)
    throw new ResearchError('CORPUS_EMPTY', `The corpus ${corpus.name} holds no document.`, { at: 'corpus' });
  const options = {
    contextTokens: parseContextTokens(input.contextTokens, model),
    includeSpecialTokens: countsSpecialTokens(input.tokenRule, input.includeSpecialTokens),
    ...parseMaxTokens(input.maxTokens),
  };
  return { dictionaries: [dictionary], model, corpus, tokenRule: input.tokenRule, options };
}

/** The input with its defaults filled in, as the job keeps it. */
export function completeInput(input: MetricsInput, { tokenRule, options }: MeasurementPlan): MetricsInput {
  return { dictionary: input.dictionary, corpus: input.corpus, tokenRule, ...options };
}
