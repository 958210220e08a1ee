import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, nearestNames } from '../../../domain/nearest-name.js';

test('the nearest names come first, and names far away not at all', () => {
  const known = ['mlp_out.2', 'mlp_out.0', 'resid_post.2', 'embed'];

  assert.deepEqual(nearestNames('mlp_ot.2', known), ['mlp_out.2', 'mlp_out.0']);
  assert.equal(didYouMean('mlp_ot.2', ['mlp_out.2']), ' Did you mean "mlp_out.2"?');
});

test('a short name is not taken for another that has nothing of it', () => {
  assert.deepEqual(nearestNames('zz', ['c2', 'a']), []);
  assert.deepEqual(nearestNames('c1', ['c2']), ['c2']);
  assert.equal(didYouMean('zz', ['c2']), '');
});
