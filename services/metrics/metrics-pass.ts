/** The two passes over a corpus: the mean activation first, then everything that is measured. */
import { ResearchError } from '../../domain/errors.js';
import type { MeasuredBatch, Meter } from '../../engine/engine.js';
import { batchesFrom, type BatchLimits } from '../corpus-pass/batches.js';
import { throwIfCancelled } from '../corpus-pass/cancelled.js';
import { ExactSums } from '../corpus-pass/exact-sum.js';
import { ownTokensOf, toTokenBatch, type RunSource } from '../corpus-pass/run-tokens.js';
import { firstRun } from '../corpus-pass/shards.js';
import { takeTurns } from '../corpus-pass/take-turns.js';
import { DictionaryStatistics, type StatisticsShape } from './dictionary-statistics.js';
import { toMeasuredBatch, type PositionRule } from './token-rule.js';

export interface MetricsPass {
  readonly meter: Meter;
  readonly source: RunSource;
  readonly rule: PositionRule;
  readonly limits: BatchLimits;
  readonly signal: AbortSignal;
  /** Told the documents' own tokens that are done. */
  readonly onTokens: (ownTokens: number) => void;
}

/** Over the counted positions, of what the dictionaries write. Throws CORPUS_EMPTY without two of them, and CANCELLED. */
export async function measureMean(pass: MetricsPass, width: number): Promise<Float32Array> {
  const sums = new ExactSums(width);
  let tokens = 0;
  for await (const batch of measuredBatches(pass)) {
    const { sum_D, positions } = await pass.meter.sum(batch, pass.signal);
    sum_D.forEach((sum, d) => sums.addActivation(d, sum));
    tokens += positions;
  }
  if (tokens < 2) throw tooFew(`Metrics need two counted tokens; the corpus holds ${tokens === 0 ? 'none' : 'one'}.`);
  return Float32Array.from({ length: width }, (_, d) => sums.value(d) / tokens);
}

/** One result a dictionary of the meter. Throws CORPUS_EMPTY where no counted token has another behind it, and CANCELLED. */
export async function measureStatistics(
  pass: MetricsPass,
  mean_D: Float32Array,
  shapes: readonly StatisticsShape[],
): Promise<DictionaryStatistics[]> {
  const statistics = shapes.map((shape) => new DictionaryStatistics(shape));
  const pause = takeTurns();
  for await (const batch of measuredBatches(pass)) {
    const measured = await pass.meter.measure(batch, mean_D, pass.signal);
    for (const [place, one] of statistics.entries()) {
      one.addBatch(batch, measured, place);
      await pause();
    }
  }
  if (statistics.some(({ targets }) => targets === 0))
    throw tooFew('Losses need a counted token with another one behind it in its run; the corpus holds none.');
  return statistics;
}

/** Batches in which something is counted; tells how far the pass is after each. */
async function* measuredBatches(pass: MetricsPass): AsyncGenerator<MeasuredBatch> {
  let done = 0;
  for (const batch of batchesFrom(pass.source.cut, firstRun, pass.limits)) {
    throwIfCancelled(pass.signal);
    const measured = toMeasuredBatch(toTokenBatch(batch, pass.source), pass.rule);
    if (measured.counted_BT.includes(1)) yield measured;
    done += ownTokensOf(batch);
    pass.onTokens(done);
  }
}

function tooFew(message: string): ResearchError {
  return new ResearchError('CORPUS_EMPTY', message, { at: 'corpus', fix: 'Give a corpus of longer documents.' });
}
