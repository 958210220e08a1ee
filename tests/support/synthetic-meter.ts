/** A made-up meter, which measures imagined sequences as the engine's measures a model. */
import { indexRangeOf } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type {
  BatchMeasurement,
  DictionaryFiles,
  DictionaryMeasurement,
  MeasuredBatch,
  Meter,
  PositionLosses,
} from '../../engine/engine.js';
import {
  imaginedSequence,
  imaginedWidth,
  type ImaginedConditions,
  type ImaginedPosition,
} from './imagined-sequence.js';

export interface SyntheticMeterOptions {
  /** Waited before every batch. */
  readonly delayMs?: number;
  /** Called before every batch; may throw. */
  readonly onBatch?: (batch: MeasuredBatch) => void;
}

export function syntheticMeter(
  dictionaries: readonly Pick<DictionaryFiles, 'dictionary'>[],
  { delayMs = 0, onBatch }: SyntheticMeterOptions = {},
): Meter {
  const begin = async (batch: MeasuredBatch, signal?: AbortSignal): Promise<void> => {
    onBatch?.(batch);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (signal?.aborted) throw new ResearchError('CANCELLED', 'The batch was cancelled.');
  };
  return {
    provider: 'cpu',
    async sum(batch, signal) {
      await begin(batch, signal);
      const counted = countedOf(batch, imagine(batch, 0, 1));
      return { sum_D: sums(counted, ({ x_D }) => x_D), positions: counted.length };
    },
    async measure(batch, mean_D, signal) {
      await begin(batch, signal);
      return measure(batch, mean_D, dictionaries);
    },
    close: async () => undefined,
  };
}

/** One entry a row b * T + t; undefined for padding. */
type Rows = readonly (ImaginedPosition | undefined)[];

function imagine(batch: MeasuredBatch, place: number, features: number): Rows {
  const { lengths_B, positions, tokenIds_BT, replaced_BT, zeroed_BT } = batch;
  return Array.from(lengths_B).flatMap((length, b): Rows => {
    const [first, end] = [b * positions, b * positions + length];
    const masks = {
      replaced: Array.from(replaced_BT.subarray(first, end), Boolean),
      zeroed: Array.from(zeroed_BT.subarray(first, end), Boolean),
    };
    const sequence = imaginedSequence(tokenIds_BT.subarray(first, end), masks, { place, features });
    return [...sequence, ...new Array<undefined>(positions - length).fill(undefined)];
  });
}

function measure(
  batch: MeasuredBatch,
  mean_D: Float32Array,
  dictionaries: readonly Pick<DictionaryFiles, 'dictionary'>[],
): BatchMeasurement {
  const first = imagine(batch, 0, 1);
  const counted = countedOf(batch, first);
  return {
    squaredNorm_N: Float32Array.from(counted, ({ x_D }) => dot(x_D, x_D)),
    squaredDeviation_N: Float32Array.from(counted, ({ x_D }) => {
      const deviation_D = x_D.map((x, d) => x - mean_D[d]);
      return dot(deviation_D, deviation_D);
    }),
    sum_D: sums(counted, ({ x_D }) => x_D),
    squares_D: sums(counted, ({ x_D }) => x_D.map((x) => x * x)),
    original: lossesOf(batch, first, 'original'),
    zeroAblated: lossesOf(batch, first, 'zeroAblated'),
    meanAblated: lossesOf(batch, first, 'meanAblated'),
    dictionaries: dictionaries.map(({ dictionary }, place) => measureOne(batch, place, indexRangeOf(dictionary))),
  };
}

function measureOne(batch: MeasuredBatch, place: number, features: number): DictionaryMeasurement {
  const rows = imagine(batch, place, features);
  const counted = countedOf(batch, rows);
  const errorOf = ({ x_D, xHat_D }: ImaginedPosition): number[] => x_D.map((x, d) => x - xHat_D[d]);
  const firings_F = new Float64Array(features);
  for (const { activation_F } of counted)
    activation_F.forEach((activation, feature) => (firings_F[feature] += activation > 0 ? 1 : 0));
  return {
    ...lossesOf(batch, rows, 'reconstructed'),
    l0_N: Int32Array.from(counted, ({ activation_F }) => activation_F.filter((activation) => activation > 0).length),
    l1_N: Float32Array.from(counted, ({ activation_F }) => activation_F.reduce((sum, value) => sum + value, 0)),
    squaredError_N: Float32Array.from(counted, (position) => dot(errorOf(position), errorOf(position))),
    squaredReconstruction_N: Float32Array.from(counted, ({ xHat_D }) => dot(xHat_D, xHat_D)),
    product_N: Float32Array.from(counted, ({ x_D, xHat_D }) => dot(x_D, xHat_D)),
    errorSum_D: sums(counted, errorOf),
    errorSquares_D: sums(counted, (position) => errorOf(position).map((error) => error * error)),
    firings_F,
  };
}

function countedOf({ counted_BT }: MeasuredBatch, rows: Rows): ImaginedPosition[] {
  return rows.filter((position, row): position is ImaginedPosition => counted_BT[row] === 1 && position !== undefined);
}

/** Padding holds NaN, so that whoever reads it is found out. */
function lossesOf({ positions }: MeasuredBatch, rows: Rows, condition: keyof ImaginedConditions): PositionLosses {
  const loss = rows
    .filter((_, row) => row % positions < positions - 1)
    .map((position) => position?.loss[condition] ?? NaN);
  return {
    loss_BT: Float32Array.from(loss),
    kl_BT: Float32Array.from(rows, (position) => position?.kl[condition] ?? NaN),
  };
}

function sums(
  counted: readonly ImaginedPosition[],
  of: (position: ImaginedPosition) => readonly number[],
): Float64Array {
  const sum_D = new Float64Array(imaginedWidth);
  for (const position of counted) of(position).forEach((value, d) => (sum_D[d] += value));
  return sum_D;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, d) => sum + value * b[d], 0);
}
