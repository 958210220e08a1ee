/** What the model sees up to a peak and behind it, against the runs written out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Context } from '../../../../domain/context.js';
import { peakSequence } from '../../../../services/effects/peak-sequence.js';
import { syntheticTokenFile } from '../../../support/synthetic-corpus.js';

/** With 5 tokens a run: [0 2 3 4 5] and then, behind an inserted BOS, [0 6 7 8 9] and [0 10]. */
const tokenFile = syntheticTokenFile({ other: [0, 1], long: [0, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
const source = { tokenFile, bosTokenId: 0, contextTokens: 5 };

function placed(start: number, peak: number, insertedBos = false): Context {
  const maxActivation = 1;
  return {
    ...{ document: 1, start, insertedBos, peak, maxActivation, activations: new Float32Array(2), rank: 1 },
    ...{ corpus: 'c', documentId: 'long', tokenIds: new Uint32Array(2), model: 'm', tokenFile: 'tokens' },
  };
}

function seen(context: Context, tokens: number): object {
  const { tokenIds, peak, following } = peakSequence(context, source, tokens);
  return { tokenIds: [...tokenIds], peak, following };
}

test('in the first run the sequence begins with the document', () => {
  assert.deepEqual(seen(placed(0, 1), 2), { tokenIds: [0, 2, 3, 4], peak: 1, following: 2 });
  assert.deepEqual(seen(placed(2, 1), 1), { tokenIds: [0, 2, 3, 4, 5], peak: 3, following: 1 });
});

test('in a later run it begins with the inserted BOS, whether the window does or not', () => {
  assert.deepEqual(seen(placed(5, 1, true), 1), { tokenIds: [0, 6, 7], peak: 1, following: 1 });
  assert.deepEqual(seen(placed(6, 1), 1), { tokenIds: [0, 6, 7, 8, 9], peak: 3, following: 1 });
  assert.deepEqual(seen(placed(5, 0, true), 1), { tokenIds: [0, 6], peak: 0, following: 1 });
});

test('it ends with the run, and with the document', () => {
  assert.deepEqual(seen(placed(3, 1), 8), { tokenIds: [0, 2, 3, 4, 5], peak: 4, following: 0 });
  assert.deepEqual(seen(placed(7, 0), 8), { tokenIds: [0, 6, 7, 8, 9], peak: 3, following: 1 });
  assert.deepEqual(seen(placed(9, 1, true), 8), { tokenIds: [0, 10], peak: 1, following: 0 });
});
