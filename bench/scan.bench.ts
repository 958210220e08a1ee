/** What a scan of 32,768 features costs beside sorting their activations and going over the ranks for each permutation. */
import { createRandom } from '../domain/seeded-random.js';
import type { PooledFeatures } from '../domain/pooled-activations.js';
import { scanFeatures, toPartRows } from '../engine/index.js';
import { atMost, reported } from './bench-row.js';
import type { BenchRow } from './bench-row.js';

const features = 32_768;
const rows = 1000;
/** Fitted on, of all; the rest is halved between thresholds and test. */
const shares = { fit: 0.5, calibrate: 0.75 };
const permutations = 200;
const firingShare = 0.1;
const rounds = 3;

/** Both take turns, and the best of each counts: whatever else runs on the machine only adds. */
export function benchScan(): Promise<BenchRow[]> {
  const pooled = drawFeatures();
  const [scans, floors, fittingScans] = [[], [], []] as [number[], number[], number[]];
  for (let round = 0; round < rounds; round++) {
    scans.push(secondsOf(() => scan(pooled, { fit: rows, calibrate: rows })));
    floors.push(secondsOf(() => sortAndPass(pooled)));
    fittingScans.push(secondsOf(() => scan(pooled, { fit: shares.fit * rows, calibrate: shares.calibrate * rows })));
  }
  const [seconds, floor] = [Math.min(...scans), Math.min(...floors)];
  return Promise.resolve([
    reported({ what: '200 permutations of 32,768 features on 1,000 rows, all three parts all rows', value: seconds, unit: 's' }), // prettier-ignore
    reported({ what: 'sorting each feature once, and 200 passes over the ranks', value: floor, unit: 's' }),
    atMost({ what: 'the scan beside that', value: seconds / floor, unit: 'times' }, 3),
    reported({ what: 'the same scan, divided into 500, 250 and 250 rows', value: Math.min(...fittingScans), unit: 's' }), // prettier-ignore
  ]);
}

function drawFeatures(): PooledFeatures {
  const random = createRandom(1);
  const start_F = new Uint32Array(features + 1);
  const row_N: number[] = [];
  const value_N: number[] = [];
  for (let feature = 0; feature < features; feature++) {
    for (let row = 0; row < rows; row++) {
      if (random() >= firingShare) continue;
      row_N.push(row);
      value_N.push(random() + 2 ** -32);
    }
    start_F[feature + 1] = row_N.length;
  }
  return { start_F, row_N: Uint32Array.from(row_N), value_N: Float32Array.from(value_N) };
}

interface Ends {
  readonly fit: number;
  readonly calibrate: number;
}

/** Where the ends leave no row for a part, the part is all rows. */
function scan(pooled: PooledFeatures, { fit, calibrate }: Ends): void {
  const row_R = Uint32Array.from({ length: rows }, (_, row) => row);
  const isPositive_R = Uint8Array.from(row_R, (row) => row % 2);
  const part = (from: number, to: number) => toPartRows(from < to ? row_R.slice(from, to) : row_R, isPositive_R);
  const parts = { fit: part(0, fit), calibrate: part(fit, calibrate), test: part(calibrate, rows) };
  const feature_N = Uint32Array.from({ length: features }, (_, feature) => feature);
  const candidates = { dictionary_N: new Uint32Array(features), feature_N };
  const options = { permutations, seed: 0, group_N: row_R.slice(0, parts.fit.count) };
  const work = scanFeatures([pooled], candidates, parts, options);
  while (!work.next().done);
}

/** What cannot be saved: one sort of a feature's activations, one look at each rank for each permutation. */
function sortAndPass({ start_F, value_N }: PooledFeatures): number {
  const rank_N = Float64Array.from({ length: rows }, (_, rank) => rank);
  let total = 0;
  for (let feature = 0; feature < features; feature++) {
    const { length } = value_N.slice(start_F[feature], start_F[feature + 1]).sort();
    for (let permutation = 0; permutation < permutations; permutation++) {
      let sum = 0;
      for (let rank = 0; rank < length; rank++) sum += rank_N[rank];
      total += sum;
    }
  }
  return total;
}

function secondsOf(work: () => void): number {
  const startedAt = performance.now();
  work();
  return (performance.now() - startedAt) / 1000;
}
