/** Compares firings with those that PyTorch found on the same sequences. */
import assert from 'node:assert/strict';
import type { SparseActivations } from '../../engine/engine.js';

export interface FiredSequence {
  readonly tokenIds: readonly number[];
  /** Every activation above 0; with 6 or 7 digits. */
  readonly nonzero: readonly (readonly [position: number, feature: number, activation: number])[];
}

/** Below this a firing may be missing on either side, and two features that tie for the last place may change places. */
const edge = 1e-5;

interface Stray {
  readonly row: number;
  readonly feature: number;
  readonly activation: number;
}

/** The firings of a batch of sequences, within the contract's tolerance, 1e-4 + 1e-5 |f|. */
export function assertFirings(found: SparseActivations, sequences: readonly FiredSequence[], positions: number): void {
  const surplus = new Map<string, Stray>();
  found.activation_N.forEach((activation, n) => {
    const [row, feature] = [found.row_N[n], found.feature_N[n]];
    surplus.set(`${row} ${feature}`, { row, feature, activation });
  });
  const missing: Stray[] = [];
  sequences.forEach(({ nonzero }, b) => {
    for (const [position, feature, activation] of nonzero) {
      const wanted = { row: b * positions + position, feature, activation };
      const place = `${wanted.row} ${feature}`;
      const actual = surplus.get(place)?.activation;
      if (actual === undefined) missing.push(wanted);
      else
        assert.ok(Math.abs(actual - activation) <= 1e-4 + 1e-5 * activation, `${place}: ${actual}, not ${activation}`);
      surplus.delete(place);
    }
  });
  assertTies(
    missing.filter(({ activation }) => activation > edge),
    [...surplus.values()].filter(({ activation }) => activation > edge),
  );
  assert.ok(found.activation_N.length > 100);
}

/** What one side has and the other has not are pairs on one row, as strong as one another to the precision of the model. */
function assertTies(missing: readonly Stray[], surplus: readonly Stray[]): void {
  assert.equal(missing.length, surplus.length);
  for (const { row, feature, activation } of missing)
    assert.ok(
      surplus.some((other) => other.row === row && Math.abs(other.activation - activation) <= edge),
      `feature ${feature} does not fire in row ${row}`,
    );
}
