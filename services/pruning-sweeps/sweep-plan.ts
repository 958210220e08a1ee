/** What a pruning sweep is to do: the input, checked whole and looked up in the catalog. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { MetricsInput, PruningSweepInput } from '../../domain/job.js';
import { survivingIndices } from '../../domain/surviving-features.js';
import type { Store } from '../../store/store.js';
import { parseInteger, parseShare } from '../argument-range.js';
import { planMetrics, type MeasurementPlan, type MetricsCatalog } from '../metrics/metrics-plan.js';
import { getFrequencies } from '../prunings/known-frequencies.js';
import { outsideOf } from '../prunings/removed-features.js';
import type { HarvestService } from '../services.js';
import { rootOf } from '../weights-folder.js';
import { chooseThresholds, type ChosenThresholds } from './choose-thresholds.js';
import type { SweptDictionary } from './sweep-points.js';

export interface SweepSource {
  readonly store: Pick<Store, 'dictionaries' | 'harvests'>;
  readonly catalog: MetricsCatalog;
  readonly harvests: Pick<HarvestService, 'find'>;
}

/** How the prunings are measured; the plan's dictionaries are replaced by them. */
export interface SweepPlan extends SweptDictionary, ChosenThresholds {
  /** Of the features that are there. */
  readonly frequencies: readonly number[];
  readonly measurement: MeasurementPlan;
}

const mostThresholds = 100;
const mostDraws = 20;

/**
 * Throws DICTIONARY_NOT_FOUND, CORPUS_NOT_FOUND, CORPUS_EMPTY, NOT_HARVESTED when no harvest on the corpus says how often features
 * fire, and ARGUMENT_INVALID for numbers out of range and for a threshold that leaves nothing.
 */
export function planSweep(source: SweepSource, input: PruningSweepInput): SweepPlan {
  const measurement = planMetrics(toMetricsInput(input), source.catalog);
  const [dictionary] = measurement.dictionaries;
  parseInteger(input.randomDraws, { least: 0, most: mostDraws, at: 'randomDraws' });
  checkTarget(input.targetL0);
  const { frequency_F } = getFrequencies(source, dictionary, measurement.corpus.name);
  const frequencies = Array.from(survivingIndices(dictionary), (index) => frequency_F[index]);
  const swept = { dictionary, root: rootOf(source.store, dictionary), frequency_F };
  const chosen = chooseThresholds(frequencies);
  const thresholds = input.thresholds ? parseThresholds(input.thresholds, swept) : chosen.thresholds;
  return { ...swept, frequencies, measurement, valley: chosen.valley, thresholds };
}

/** The input with its defaults filled in, as the job keeps it. */
export function completeSweepInput(input: PruningSweepInput): PruningSweepInput {
  const { dictionary, corpus, thresholds, targetL0, randomDraws, tokenRule, maxTokens } = input;
  return { dictionary, corpus, thresholds, targetL0, randomDraws, tokenRule, maxTokens };
}

function toMetricsInput({ dictionary, corpus, tokenRule, maxTokens }: PruningSweepInput): MetricsInput {
  return { dictionary, corpus, tokenRule, maxTokens, includeSpecialTokens: false };
}

function checkTarget(targetL0: number | undefined): void {
  if (targetL0 === undefined || (targetL0 > 0 && Number.isFinite(targetL0))) return;
  throw new ResearchError('ARGUMENT_INVALID', `"targetL0" is ${targetL0}; a number above 0 is allowed.`, {
    at: 'targetL0',
  });
}

/** Ascending, each once. */
function parseThresholds(thresholds: readonly number[], { dictionary, frequency_F }: SweptDictionary): number[] {
  parseInteger(thresholds.length, { least: 1, most: mostThresholds, at: 'thresholds' });
  const ascending = [...new Set(thresholds.map((threshold) => parseShare(threshold, 'thresholds')))].sort(
    (a, b) => a - b,
  );
  const removed = outsideOf({ maxFrequency: ascending[0] }, dictionary, frequency_F).length;
  if (removed === dictionary.size) throw nothingLeft(dictionary, ascending[0]);
  return ascending;
}

function nothingLeft({ name, size }: DictionaryRecord, threshold: number): ResearchError {
  const message = `All ${size} features of "${name}" fire more often than ${threshold}, so that nothing would be left.`;
  return new ResearchError('ARGUMENT_INVALID', message, { at: 'thresholds' });
}
