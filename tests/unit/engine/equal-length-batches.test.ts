/** Splitting a batch by padded length, and putting the results together again. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { equalLengthBatches } from '../../../engine/models/equal-length-batches.js';
import { mergeByRow, scatterInto } from '../../../engine/models/scatter.js';
import { tokenBatch } from '../../support/models.js';

const contextLength = 50;
const sequencesOf = fc.array(fc.array(fc.nat(999), { maxLength: contextLength }), { minLength: 1, maxLength: 12 });

describe('a batch split by padded length', () => {
  test('has every sequence with tokens once, its tokens unchanged, padded by its own length alone', () => {
    fc.assert(
      fc.property(sequencesOf, (sequences) => {
        const parts = equalLengthBatches(tokenBatch(sequences, contextLength), contextLength);

        const places = parts.flatMap(({ place_B }) => place_B).sort((a, b) => a - b);
        assert.deepEqual(
          places,
          sequences.flatMap((tokens, place) => (tokens.length > 0 ? [place] : [])),
        );
        for (const { place_B, lengths_B, positions, tokenIds_BT } of parts)
          place_B.forEach((place, b) => {
            const tokens = sequences[place];
            assert.equal(lengths_B[b], tokens.length);
            assert.equal(positions, Math.min(Math.ceil(tokens.length / 16) * 16, contextLength));
            assert.deepEqual([...tokenIds_BT.subarray(b * positions, b * positions + tokens.length)], tokens);
          });
      }),
    );
  });

  test('gives dense values back at the places of their sequences', () => {
    fc.assert(
      fc.property(sequencesOf, (sequences) => {
        const whole = new Float32Array(sequences.length * contextLength * 2);
        for (const { place_B, positions, tokenIds_BT } of equalLengthBatches(
          tokenBatch(sequences, contextLength),
          contextLength,
        )) {
          const values = Float32Array.from(
            { length: tokenIds_BT.length * 2 },
            (_, at) => tokenIds_BT[at >> 1] + (at & 1),
          );
          assert.equal(values.length, place_B.length * positions * 2);
          scatterInto(whole, { positions: contextLength, width: 2 }, { values, place_B });
        }

        sequences.forEach((tokens, b) =>
          tokens.forEach((token, t) => {
            const at = (b * contextLength + t) * 2;
            assert.deepEqual([...whole.subarray(at, at + 2)], [token, token + 1]);
          }),
        );
      }),
    );
  });

  test('gives sparse values back in the order of the whole batch', () => {
    fc.assert(
      fc.property(sequencesOf, (sequences) => {
        const parts = equalLengthBatches(tokenBatch(sequences, contextLength), contextLength).map((batch) => {
          const rows = batch.place_B.flatMap((place, b) =>
            Array.from({ length: batch.lengths_B[b] }, (_, t) => place * contextLength + t),
          );
          const activations = {
            row_N: Int32Array.from(rows),
            feature_N: Int32Array.from(rows, (row) => row % 7),
            activation_N: Float32Array.from(rows, (row) => row + 0.5),
          };
          return { batch, activations };
        });

        const { row_N, feature_N, activation_N } = mergeByRow(parts, contextLength);

        const expected = sequences.flatMap((tokens, b) => tokens.map((_, t) => b * contextLength + t));
        assert.deepEqual([...row_N], expected);
        assert.deepEqual(
          [...feature_N],
          expected.map((row) => row % 7),
        );
        assert.deepEqual(
          [...activation_N],
          expected.map((row) => row + 0.5),
        );
      }),
    );
  });
});
