/** Small labelled rows with sparse features, drawn by a seed, for tests of scans. */
import type { PooledFeatures } from '../../domain/pooled-activations.js';
import { createRandom } from '../../domain/seeded-random.js';
import { toPartRows, type ScannedParts } from '../../engine/scan/part-rows.js';

export interface ScannedRows {
  readonly isPositive_R: Uint8Array;
  /** [features][rows], zeros written out. */
  readonly dense_FR: readonly Float32Array[];
}

/** Activations are multiples of 1/4 up to 2, so that many are tied; the first feature fires on most of the positive rows. */
export function drawRows(rows: number, features: number, seed: number): ScannedRows {
  const random = createRandom(seed);
  const isPositive_R = Uint8Array.from({ length: rows }, () => (random() < 0.5 ? 1 : 0));
  const density = Array.from({ length: features }, () => random());
  const draw = (feature: number, row: number): number => {
    const chance = feature === 0 ? 0.1 + 0.8 * isPositive_R[row] : density[feature];
    return random() < chance ? Math.ceil(8 * random()) / 4 : 0;
  };
  const dense_FR = density.map((_, feature) => Float32Array.from({ length: rows }, (__, row) => draw(feature, row)));
  return { isPositive_R, dense_FR };
}

export function toPooled(dense_FR: readonly Float32Array[]): PooledFeatures {
  const start_F = new Uint32Array(dense_FR.length + 1);
  const rows: number[] = [];
  const values: number[] = [];
  dense_FR.forEach((dense_R, feature) => {
    dense_R.forEach((value, row) => {
      if (value === 0) return;
      rows.push(row);
      values.push(value);
    });
    start_F[feature + 1] = rows.length;
  });
  return { start_F, row_N: Uint32Array.from(rows), value_N: Float32Array.from(values) };
}

/** The first half of the rows to fit on, a quarter to set thresholds on, the rest for the test. */
export function partsOf(isPositive_R: Uint8Array): ScannedParts {
  const rows = isPositive_R.length;
  const part = (from: number, to: number) => toPartRows(range(Math.floor(from * rows), Math.floor(to * rows)), isPositive_R); // prettier-ignore
  return { fit: part(0, 0.5), calibrate: part(0.5, 0.75), test: part(0.75, 1) };
}

export function range(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, n) => from + n);
}

/** Runs work that yields to its end. */
export function finishSteps<T>(work: Generator<number, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
