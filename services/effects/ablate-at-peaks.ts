/** Runs contexts as they are and with a feature of each ablated at its peak. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { ModelRecord } from '../../domain/model.js';
import type { ActivationEdit, DictionaryFiles, InterventionOutcome } from '../../engine/engine.js';
import { throwIfCancelled } from '../corpus-pass/cancelled.js';
import { filesOfDictionary, filesOfModel } from '../inference/files.js';
import { toTokenBatch } from '../inference/token-batch.js';
import type { FeatureEffectOptions } from './feature-effect-options.js';
import type { PeakSequence } from './peak-sequence.js';

/** Of one call of the engine: a cancelled request gives its place back soon, and results stay small. */
const mostTokens = 4096;

export interface AblatedPeak extends PeakSequence {
  /** The feature that is ablated. */
  readonly index: number;
}

export interface PeakRuns {
  readonly model: ModelRecord;
  /** Of all the features. */
  readonly dictionary: DictionaryRecord;
  readonly peaks: readonly AblatedPeak[];
}

/** One array a peak: ablated minus unchanged log-probability of each token that follows it. */
export async function ablateAtPeaks(
  { store, engine }: Pick<FeatureEffectOptions, 'store' | 'engine'>,
  { model, dictionary, peaks }: PeakRuns,
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const files = filesOfDictionary(store, dictionary);
  const changes: Float32Array[] = [];
  for (const part of partsOf(peaks)) {
    throwIfCancelled(signal);
    const batch = toTokenBatch(part.map(({ tokenIds }) => tokenIds));
    const request = { batch, edits: editsOf(part, files), watch: [] };
    const outcome = await engine.intervene(filesOfModel(store, model), request, signal);
    part.forEach((peak, b) => changes.push(changesBehind(peak, outcome, b * (batch.positions - 1))));
  }
  return changes;
}

function partsOf(peaks: readonly AblatedPeak[]): AblatedPeak[][] {
  const parts: AblatedPeak[][] = [];
  let tokens = Infinity;
  for (const peak of peaks) {
    tokens += peak.tokenIds.length;
    if (tokens <= mostTokens) parts[parts.length - 1].push(peak);
    else {
      parts.push([peak]);
      tokens = peak.tokenIds.length;
    }
  }
  return parts;
}

/** One edit a feature, at the peaks of its own contexts. */
function editsOf(part: readonly AblatedPeak[], dictionary: DictionaryFiles): ActivationEdit[] {
  return [...new Set(part.map(({ index }) => index))].map((index) => ({
    ...{ kind: 'feature', dictionary, index, factor: 0, offset: 0 },
    positions: part.map((peak) => (peak.index === index ? [peak.peak] : [])),
  }));
}

/** The loss at a position is that of the token behind it, and its log-probability the negative of it. */
function changesBehind({ peak, following }: PeakSequence, outcome: InterventionOutcome, start: number): Float32Array {
  const { before, after } = outcome;
  return Float32Array.from({ length: following }, (_, n) => {
    const place = start + peak + n;
    return before.loss_BT[place] - after.loss_BT[place];
  });
}
