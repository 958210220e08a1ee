/** The removals that a sweep compares. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { removedIndices } from '../../../../domain/surviving-features.js';
import { prunedDictionary } from '../../../../services/prunings/pruned-dictionary.js';
import { sweepPoint } from '../../../../services/pruning-sweeps/sweep-points.js';
import { syntheticDictionary } from '../../../support/synthetic-harvest.js';

const root = syntheticDictionary(40);
const frequency_F = Float64Array.from({ length: 40 }, (_, index) => index / 100);
const swept = { dictionary: root, root, frequency_F };

test('removes what is more frequent, and at random as many, other ones with every draw and the same when repeated', () => {
  const { pruned, random } = sweepPoint(swept, 0.3, 3);

  assert.deepEqual([...removedIndices(pruned.pruning!)], [31, 32, 33, 34, 35, 36, 37, 38, 39]);
  assert.deepEqual(
    random.map(({ size }) => size),
    [31, 31, 31],
  );
  assert.equal(new Set([pruned, ...random].map(({ digest }) => digest)).size, 4);
  assert.deepEqual(sweepPoint(swept, 0.3, 3).random, random);
});

test('where nothing is removed all are the dictionary itself', () => {
  const { pruned, random } = sweepPoint(swept, 0.39, 2);

  assert.deepEqual(
    [pruned, ...random].map(({ digest }) => digest),
    [root.digest, root.digest, root.digest],
  );
});

test('of a pruning, what is gone stays gone and is not drawn', () => {
  const dictionary = prunedDictionary({ name: 'pruned', root, of: root, removed: [0, 1, 2, 39] });

  const { pruned, random } = sweepPoint({ ...swept, dictionary }, 0.36, 5);

  assert.deepEqual([...removedIndices(pruned.pruning!)], [0, 1, 2, 37, 38, 39]);
  for (const { size, pruning } of random) {
    assert.equal(size, 34);
    assert.deepEqual(
      [0, 1, 2, 39].filter((index) => !removedIndices(pruning!).includes(index)),
      [],
    );
  }
});
