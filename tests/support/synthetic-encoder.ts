/**
 * A made-up encoder whose dictionaries fire by a rule on the tokens seen so far, so that what a harvest should find is
 * known without a model. Activations are few quarters, so that ties abound; some features are common, some never fire.
 */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import { survivorMask } from '../../domain/surviving-features.js';
import type { DictionaryFiles, Encoder, ProviderName, SparseActivations, TokenBatch } from '../../engine/engine.js';

export interface SyntheticEncoderOptions {
  /** Waited before every batch. */
  readonly delayMs?: number;
  /** That it says it runs on; default: the CPU. */
  readonly provider?: ProviderName;
  /** Called before every batch; may throw. */
  readonly onBatch?: (batch: TokenBatch) => void;
}

export function syntheticEncoder(
  dictionaries: readonly Pick<DictionaryFiles, 'dictionary'>[],
  { delayMs = 0, provider = 'cpu', onBatch }: SyntheticEncoderOptions = {},
): Encoder {
  return {
    provider,
    secondsInside: 0,
    async encode(batch, signal) {
      onBatch?.(batch);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      if (signal?.aborted) throw new ResearchError('CANCELLED', 'The batch was cancelled.');
      return dictionaries.map(({ dictionary }, seed) => firingsOf(batch, dictionary, seed));
    },
    close: async () => undefined,
  };
}

function firingsOf(batch: TokenBatch, dictionary: DictionaryRecord, seed: number): SparseActivations {
  const survives_F = survivorMask(dictionary);
  const features = survives_F.length;
  const [rows, fired, activations]: [number[], number[], number[]] = [[], [], []];
  batch.lengths_B.forEach((length, b) => {
    let history = seed;
    for (let t = 0; t < length; t++) {
      const row = b * batch.positions + t;
      history = scramble(history, batch.tokenIds_BT[row]);
      activationsAt(history, features).forEach((activation, feature) => {
        if (activation === 0 || survives_F[feature] === 0) return;
        rows.push(row);
        fired.push(feature);
        activations.push(activation);
      });
    }
  });
  return {
    row_N: Int32Array.from(rows),
    feature_N: Int32Array.from(fired),
    activation_N: Float32Array.from(activations),
  };
}

/** Of every feature, where the tokens so far have this hash. */
export function activationsAt(history: number, features: number): number[] {
  return Array.from({ length: features }, (_, feature) => activationOf(scramble(history, feature), feature, features));
}

/** Rarer with the index; the last feature is dead, the first fires nearly everywhere with all values different. */
function activationOf(hash: number, feature: number, features: number): number {
  if (feature === features - 1 || hash % (1 + feature * 2) !== 0) return 0;
  if (feature === 0) return Math.fround(((hash >>> 7) % 99_991) / 3);
  return ((hash >>> 9) % 12) / 4;
}

export function scramble(a: number, b: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
