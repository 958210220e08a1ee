/** Cutting the rows of a part into pieces. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { piecesOf } from '../../../engine/meter/pieces.js';

describe('the pieces of a part', () => {
  test('cover all rows once, in order, with no more rows than allowed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 200 }),
        (B, T, mostRows) => {
          const pieces = piecesOf(B, T, mostRows);

          assert.equal(pieces[0].start, 0);
          assert.equal(pieces.at(-1)?.end, B * T);
          pieces.slice(1).forEach(({ start }, before) => assert.equal(start, pieces[before].end));
          assert.ok(pieces.every(({ start, end }) => end > start && end - start <= mostRows));
        },
      ),
    );
  });

  test('are whole sequences where these fit, and even stretches of one sequence where they do not', () => {
    assert.deepEqual(piecesOf(3, 4, 9), [
      { start: 0, end: 8, sequences: 2 },
      { start: 8, end: 12, sequences: 1 },
    ]);
    assert.deepEqual(piecesOf(2, 5, 4), [
      { start: 0, end: 2, sequences: 1 },
      { start: 2, end: 5, sequences: 1 },
      { start: 5, end: 7, sequences: 1 },
      { start: 7, end: 10, sequences: 1 },
    ]);
  });
});
