/** Measures dictionaries of one hook point on a corpus: tokenise, cut, two passes, finish. */
import { indexRangeOf, type DictionaryRecord } from '../../domain/dictionary.js';
import type { MetricsValues } from '../../domain/metrics.js';
import type { ModelRecord } from '../../domain/model.js';
import type { Engine, Meter, Tokenizer } from '../../engine/engine.js';
import { onDiskAsync } from '../../store/files/store-failure.js';
import type { Store } from '../../store/store.js';
import type { BatchLimits } from '../corpus-pass/batches.js';
import { cutCorpus } from '../corpus-pass/corpus-cut.js';
import type { RunSource } from '../corpus-pass/run-tokens.js';
import { openTokenFile } from '../corpus-pass/tokenize-corpus.js';
import { weightsFolder } from '../weights-folder.js';
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
  const tokenizer = await options.tokenizers.load(plan.model);
  const source = await openSource(options.store, plan, { tokenizer, signal, report });
  report.startPasses(source.cut.tokens);
  const meter = await openMeter(options, plan);
  try {
    const rule = positionRule(plan.tokenRule, plan.options, tokenizer.specialTokenIds);
    const pass = { meter, source, rule, limits: limitsFor(plan.model, options.tuning), signal };
    return { values: await runPasses(pass, plan.dictionaries, report), provider: meter.provider };
  } finally {
    await meter.close();
  }
}

interface SourceOptions {
  readonly tokenizer: Tokenizer;
  readonly signal: AbortSignal;
  readonly report: MetricsReport;
}

async function openSource(
  store: Store,
  { corpus, model, options }: MeasurementPlan,
  { tokenizer, signal, report }: SourceOptions,
): Promise<RunSource> {
  const onDocument = (documents: number): void => report.tokenized(documents, corpus.documents);
  const tokenFile = await openTokenFile(store, { corpus, model, tokenizer, signal, onDocument });
  const { contextTokens, maxTokens } = options;
  const cut = await cutCorpus(tokenFile, { contextTokens, windowTokens: contextTokens }, maxTokens);
  return { cut, bosTokenId: tokenizer.bosTokenId };
}

/** The engine writes graphs beside the weights, and knows no errors of the store. */
function openMeter({ store, engine }: MeasurementOptions, { model, dictionaries }: MeasurementPlan): Promise<Meter> {
  const folder = store.blobs.modelFolder(model.digest);
  const files = dictionaries.map((dictionary) => ({ dictionary, folder: weightsFolder(store, dictionary) }));
  return onDiskAsync(folder, () => engine.openMeter({ model, folder }, files));
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
