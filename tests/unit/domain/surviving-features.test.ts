/** Which indices of a dictionary stand for a feature. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  featureNotFound,
  hasFeature,
  isRemoved,
  removedIndices,
  survivingIndices,
  survivorMask,
} from '../../../domain/surviving-features.js';
import { syntheticDictionary, syntheticPruning } from '../../support/synthetic-harvest.js';

const root = syntheticDictionary(5);
const pruned = syntheticPruning(root, [1, 4]);

test('every index below the size of a dictionary stands for a feature, and none besides', () => {
  assert.deepEqual(
    [-1, 0, 4, 5, 0.5, NaN].map((index) => hasFeature(root, index)),
    [false, true, true, false, false, false],
  );
  assert.deepEqual([...survivingIndices(root)], [0, 1, 2, 3, 4]);
  assert.equal(isRemoved(root, 1), false);
});

test('indices of a pruning are those of its root, without what is gone', () => {
  assert.deepEqual(
    [-1, 0, 1, 3, 4, 5].map((index) => hasFeature(pruned, index)),
    [false, true, false, true, false, false],
  );
  assert.deepEqual([...survivorMask(pruned)], [1, 0, 1, 1, 0]);
  assert.deepEqual([...survivingIndices(pruned)], [0, 2, 3]);
  assert.deepEqual([...removedIndices(pruned.pruning!)], [1, 4]);
});

test('the refusal tells a feature that was removed from one that never was', () => {
  assert.match(featureNotFound(pruned, 1).message, /was removed/);
  assert.match(featureNotFound(pruned, 1).fix, /tiny\/mlp_out\.0\/a/);
  assert.match(featureNotFound(pruned, 5).message, /0 to 4/);
});
