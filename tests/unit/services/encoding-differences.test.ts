/** Differences of two encoders: the walk over two lists of firings against dense tables. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SparseActivations } from '../../../engine/engine.js';
import { EncodingDifferences } from '../../../services/int8-dictionaries/encoding-differences.js';
import { expectError } from '../../support/expect-error.js';

const [rows, features] = [4, 3];
const dense = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 })), {
  minLength: rows * features,
  maxLength: rows * features,
});
const mask = fc.uint8Array({ minLength: rows, maxLength: rows, max: 1 });

function toSparse(table: readonly number[]): SparseActivations {
  const places = table.flatMap((activation, at) => (activation > 0 ? [at] : []));
  return {
    row_N: Int32Array.from(places, (at) => Math.floor(at / features)),
    feature_N: Int32Array.from(places, (at) => at % features),
    activation_N: Float32Array.from(places, (at) => table[at]),
  };
}

test('every number is that of its definition, whatever fires where', () => {
  fc.assert(
    fc.property(dense, dense, mask, (float32, int8, counted) => {
      const differences = new EncodingDifferences();
      differences.addBatch(toSparse(float32), toSparse(int8), counted);
      const pairs = float32
        .map((exact, at) => ({ exact, rounded: int8[at], counted: counted[Math.floor(at / features)] }))
        .filter((pair) => pair.counted === 1 && (pair.exact > 0 || pair.rounded > 0));
      const firings = pairs.filter(({ exact }) => exact > 0).length;
      const missed = pairs.filter(({ rounded }) => rounded === 0).length;
      const added = pairs.filter(({ exact }) => exact === 0).length;
      const meanSquare = (of: (pair: (typeof pairs)[number]) => number) =>
        pairs.length === 0 ? null : Math.sqrt(pairs.reduce((sum, pair) => sum + of(pair) ** 2, 0) / pairs.length);
      const overlaps = Array.from({ length: rows }, (_, row) => {
        const fired = [...Array(features).keys()].filter((f) => counted[row] === 1 && float32[row * features + f] > 0);
        return fired.map((f): number => (int8[row * features + f] > 0 ? 1 : 0));
      }).filter(({ length }) => length > 0);
      const shares = overlaps.map((found) => found.reduce((sum, one) => sum + one, 0) / found.length);
      const { overlap, ...exactly } = differences.result();
      // Shares are thirds: their sum is rounded.
      if (shares.length === 0) assert.equal(overlap, null);
      else assert.ok(Math.abs(overlap! - shares.reduce((sum, share) => sum + share, 0) / shares.length) < 1e-12);
      // Sums of small integers are exact.
      assert.deepEqual(exactly, {
        firings,
        largest: Math.max(0, ...pairs.map(({ exact, rounded }) => Math.abs(exact - rounded))),
        rootMeanSquare: meanSquare(({ exact, rounded }) => exact - rounded),
        activationRootMeanSquare: meanSquare(({ exact }) => exact),
        missedShare: firings === 0 ? null : missed / firings,
        addedShare: firings === 0 ? null : added / firings,
      });
    }),
  );
});

test('an activation that is no number is an error, not a figure', async () => {
  const differences = new EncodingDifferences();
  const infinite = { row_N: Int32Array.of(0), feature_N: Int32Array.of(0), activation_N: Float32Array.of(Infinity) };
  differences.addBatch(infinite, infinite, Uint8Array.of(1));
  await expectError(async () => differences.result(), 'ACTIVATION_NOT_FINITE');
});
