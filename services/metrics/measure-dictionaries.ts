/** Measures dictionaries of one hook point on a corpus: tokenise, cut, two passes, finish. */
import { indexRangeOf, type DictionaryRecord } from '../../domain/dictionary.js';
import type { MetricsValues } from '../../domain/metrics.js';
import type { ModelRecord } from '../../domain/model.js';
import type { Engine, Meter, Tokenizer } from '../../engine/engine.js';
import { onDiskAsync } from '../../store/files/store-failure.js';
import type { Store } from '../../store/store.js';
import type { BatchLimits } from '../corpus-pass/batches.js';
import { openWholeRuns } from '../corpus-pass/open-whole-runs.js';
import { filesOfDictionary, filesOfModel } from '../inference/files.js';
import type { StatisticsShape } from './dictionary-statistics.js';
import { finishMetrics } from './finish-metrics.js';
import type { MeasurementPlan } from './metrics-plan.js';
import { measureMean, measureStatistics, type MetricsPass } from './metrics-pass.js';
import { MetricsReport } from './metrics-report.js';
import { positionRule } from './token-rule.js';

export interface MeasurementOptions {
  readonly store: Store;
  readonly engine: Pick<Engine, 'openMeter'>;
  readonly tokenizers: { load(model: ModelRecord): Promise<Tokenizer> };
  readonly tuning?: Partial<MetricsTuning>;
}

/** Sizes on which no result depends. */
export interface MetricsTuning {
  /** Positions a shard at least, of which runs of like length are batched. */
  readonly shardPositions: number;
  /** Padded positions a batch at most. */
  readonly batchPositions: number;
}

/** Whoever waits for the measurement. */
export interface MeasurementProgress {
  readonly signal: AbortSignal;
  /** @param fraction from 0 to 1 */
  readonly progress: (fraction: number, message: string) => void;
}

export interface Measurement {
  /** One entry a dictionary of the plan. */
  readonly values: readonly MetricsValues[];
  /** Name of the execution provider that ran. */
  readonly provider: string;
}

/** Logits of a batch, one float32 each: 256 MB. */
const mostLogits = 2 ** 26;
const mostBatchPositions = 4096;

/** Throws CORPUS_EMPTY, TOKEN_ID_UNKNOWN, ACTIVATION_NOT_FINITE, CANCELLED, and what opening the meter throws. */
export async function measureDictionaries(
  options: MeasurementOptions,
  plan: MeasurementPlan,
  { signal, progress }: MeasurementProgress,
): Promise<Measurement> {
  const report = new MetricsReport(progress);
  const { corpus, model } = plan;
  const tokenizer = await options.tokenizers.load(model);
  const onDocument = (documents: number): void => report.tokenized(documents, corpus.documents);
  const request = { corpus, model, tokenizer, signal, onDocument };
  const source = await openWholeRuns(options.store, request, plan.options);
  report.startPasses(source.cut.tokens);
  const meter = await openMeter(options, plan);
  try {
    const rule = positionRule(plan.tokenRule, plan.options, tokenizer.specialTokenIds);
    const pass = { meter, source, rule, limits: limitsFor(model, options.tuning), signal };
    return { values: await runPasses(pass, plan.dictionaries, report), provider: meter.provider };
  } finally {
    await meter.close();
  }
}

/** The engine writes graphs beside the weights, and knows no errors of the store. */
function openMeter({ store, engine }: MeasurementOptions, { model, dictionaries }: MeasurementPlan): Promise<Meter> {
  const whole = filesOfModel(store, model);
  const files = dictionaries.map((dictionary) => filesOfDictionary(store, dictionary));
  return onDiskAsync(whole.folder, () => engine.openMeter(whole, files));
}

async function runPasses(
  pass: Omit<MetricsPass, 'onTokens'>,
  dictionaries: readonly DictionaryRecord[],
  report: MetricsReport,
): Promise<MetricsValues[]> {
  const shapes = dictionaries.map(shapeOf);
  const mean_D = await measureMean({ ...pass, onTokens: (tokens) => report.averaged(tokens) }, shapes[0].width);
  const measuring = { ...pass, onTokens: (tokens: number) => report.measured(tokens) };
  const statistics = await measureStatistics(measuring, mean_D, shapes);
  return statistics.map((one, place) => finishMetrics(one, dictionaries[place].size));
}

function shapeOf(dictionary: DictionaryRecord): StatisticsShape {
  return { width: dictionary.outputWidth ?? dictionary.width, features: indexRangeOf(dictionary) };
}

function limitsFor({ vocabularySize, contextLength }: ModelRecord, tuning: Partial<MetricsTuning> = {}): BatchLimits {
  const batchPositions = Math.min(mostBatchPositions, Math.ceil(mostLogits / vocabularySize));
  return { shardPositions: 32_768, batchPositions, ...tuning, contextLength };
}
