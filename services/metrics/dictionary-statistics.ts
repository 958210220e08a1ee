/**
 * Everything that a dictionary's metrics are computed from, as sums over a corpus. Batches and parts of the corpus can be added in
 * any order and grouping: counts are integers, sums are exact.
 */
import type { BatchMeasurement, MeasuredBatch } from '../../engine/engine.js';
import { ExactSums } from '../corpus-pass/exact-sum.js';
import { lossTermNames, lossTerms } from './loss-terms.js';
import { NamedSums } from './named-sums.js';
import { positionTermNames, positionTerms } from './position-terms.js';

export interface StatisticsShape {
  /** D: of what the dictionary writes. */
  readonly width: number;
  /** Number of indices. */
  readonly features: number;
}

export class DictionaryStatistics {
  /** Counted positions. */
  tokens = 0;
  /** Next tokens of counted positions. */
  targets = 0;
  readonly positions = new NamedSums(positionTermNames);
  readonly losses = new NamedSums(lossTermNames);
  readonly errors: ExactSums;
  readonly firings_F: Float64Array;

  constructor(readonly shape: StatisticsShape) {
    this.errors = new ExactSums(shape.width);
    this.firings_F = new Float64Array(shape.features);
  }

  /** @param place of the dictionary among those measured */
  addBatch(batch: MeasuredBatch, measured: BatchMeasurement, place: number): void {
    const rows = countedRows(batch);
    const targets = targetsOf(batch, rows);
    rows.forEach((row, n) => this.positions.add(positionTerms(measured, place, { n, row })));
    targets.forEach((target) => this.losses.add(lossTerms(measured, place, target)));
    this.tokens += rows.length;
    this.targets += targets.length;
    const { errorSum_D, firings_F } = measured.dictionaries[place];
    errorSum_D.forEach((sum, d) => this.errors.addActivation(d, sum));
    this.addFirings(firings_F);
  }

  addAll(other: DictionaryStatistics): void {
    this.tokens += other.tokens;
    this.targets += other.targets;
    this.positions.addAll(other.positions);
    this.losses.addAll(other.losses);
    this.errors.addAll(other.errors);
    this.addFirings(other.firings_F);
  }

  private addFirings(firings_F: Float64Array): void {
    for (let feature = 0; feature < firings_F.length; feature++) this.firings_F[feature] += firings_F[feature];
  }
}

/** Rows b * T + t that are counted, ascending. */
function countedRows({ counted_BT }: MeasuredBatch): number[] {
  return Array.from(counted_BT.keys()).filter((row) => counted_BT[row] === 1);
}

/** Indices in [B, T-1] of the losses of what follows the rows; the last position of a sequence has nothing behind it. */
function targetsOf({ lengths_B, positions }: MeasuredBatch, rows: readonly number[]): number[] {
  return rows.flatMap((row) => {
    const b = Math.floor(row / positions);
    const t = row - b * positions;
    return t < lengths_B[b] - 1 ? b * (positions - 1) + t : [];
  });
}
