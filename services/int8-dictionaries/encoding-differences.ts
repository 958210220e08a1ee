/** Sums what two encoders of the same features make differently of the same tokens. */
import type { EncodingError } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { SparseActivations } from '../../engine/engine.js';

/** The numbers of an `EncodingError`. */
export type EncodingDifference = Pick<
  EncodingError,
  'firings' | 'largest' | 'rootMeanSquare' | 'activationRootMeanSquare' | 'missedShare' | 'addedShare' | 'overlap'
>;

/** Pairs are those of a token and a feature; one at which neither encoder fires adds nothing. */
export class EncodingDifferences {
  /** At which float32 fires. */
  private firings = 0;
  private missed = 0;
  private added = 0;
  private largest = 0;
  private squares = 0;
  private activationSquares = 0;
  /** Of the tokens at which float32 fires: their number, and the sum of the shares of its firings that int8 has too. */
  private readonly tokens = { firing: 0, overlaps: 0 };

  /** Firings at rows that are 0 in the mask are left out. */
  addBatch(float32: SparseActivations, int8: SparseActivations, counted_BT: Uint8Array): void {
    let [a, b] = [0, 0];
    const [firings_R, missed_R] = [new Uint32Array(counted_BT.length), new Uint32Array(counted_BT.length)];
    while (a < float32.row_N.length || b < int8.row_N.length) {
      const order = compare(float32, a, { other: int8, at: b });
      const row = order > 0 ? int8.row_N[b] : float32.row_N[a];
      const exact = order > 0 ? 0 : float32.activation_N[a++];
      const rounded = order < 0 ? 0 : int8.activation_N[b++];
      if (counted_BT[row] !== 1) continue;
      this.addPair(exact, rounded);
      if (exact > 0) firings_R[row]++;
      if (rounded === 0) missed_R[row]++;
    }
    firings_R.forEach((firings, row) => this.addToken(firings, missed_R[row]));
  }

  /** Throws ACTIVATION_NOT_FINITE. */
  result(): EncodingDifference {
    const { firings, missed, added, largest, squares, activationSquares } = this;
    if (!Number.isFinite(squares + activationSquares))
      throw new ResearchError('ACTIVATION_NOT_FINITE', 'A feature has an activation that is not a finite number.');
    const pairs = firings + added;
    const { firing, overlaps } = this.tokens;
    return {
      ...{ firings, largest },
      rootMeanSquare: pairs > 0 ? Math.sqrt(squares / pairs) : null,
      activationRootMeanSquare: pairs > 0 ? Math.sqrt(activationSquares / pairs) : null,
      missedShare: firings > 0 ? missed / firings : null,
      addedShare: firings > 0 ? added / firings : null,
      overlap: firing > 0 ? overlaps / firing : null,
    };
  }

  private addPair(exact: number, rounded: number): void {
    const difference = Math.abs(rounded - exact);
    this.firings += exact > 0 ? 1 : 0;
    this.missed += rounded > 0 ? 0 : 1;
    this.added += exact > 0 ? 0 : 1;
    this.largest = Math.max(this.largest, difference);
    this.squares += difference * difference;
    this.activationSquares += exact * exact;
  }

  private addToken(firings: number, missed: number): void {
    if (firings === 0) return;
    this.tokens.firing++;
    this.tokens.overlaps += 1 - missed / firings;
  }
}

/** Below 0 where the first list's firing comes first, or is the only one; 0 where both are of one row and feature. */
function compare(
  { row_N, feature_N }: SparseActivations,
  at: number,
  second: { readonly other: SparseActivations; readonly at: number },
): number {
  const { other } = second;
  if (at === row_N.length) return 1;
  if (second.at === other.row_N.length) return -1;
  return row_N[at] - other.row_N[second.at] || feature_N[at] - other.feature_N[second.at];
}
