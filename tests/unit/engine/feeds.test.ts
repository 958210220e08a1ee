/** What is fed to the inputs that exporters give a language model. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { feedsFor } from '../../../engine/models/feeds.js';
import type { GraphInput } from '../../../engine/worker/protocol.js';
import { expectError } from '../../support/expect-error.js';
import { tokenBatch } from '../../support/models.js';

const batch = tokenBatch([[5, 6, 7], [8]], 4);
const byToken = ['batch', 'sequence'];
const feed = (input: GraphInput) => feedsFor([input], batch)[input.name];

describe('the feeds of a token batch', () => {
  test('are token ids with zeros behind every end, and a mask of ones before it', () => {
    const ids = feed({ name: 'input_ids', type: 'int64', shape: byToken });
    const mask = feed({ name: 'attention_mask', type: 'int64', shape: byToken });

    assert.deepEqual([...ids.data], [5n, 6n, 7n, 0n, 8n, 0n, 0n, 0n]);
    assert.deepEqual([...mask.data], [1n, 1n, 1n, 0n, 1n, 0n, 0n, 0n]);
    assert.deepEqual(ids.dims, [2, 4]);
  });

  test('have the element type that the graph asks for', () => {
    assert.ok(feed({ name: 'input_ids', type: 'int32', shape: byToken }).data instanceof Int32Array);
    assert.ok(feed({ name: 'attention_mask', type: 'float32', shape: byToken }).data instanceof Float32Array);
    assert.ok(feed({ name: 'attention_mask', type: 'bool', shape: byToken }).data instanceof Uint8Array);
  });

  test('count positions from zero in every sequence', () => {
    const { data } = feed({ name: 'position_ids', type: 'int64', shape: byToken });

    assert.deepEqual([...data], [0n, 1n, 2n, 3n, 0n, 1n, 2n, 3n]);
  });

  test('give an empty cache of the shape that the graph says, and switch its branch off', () => {
    const shape = ['batch', 4, 'past_sequence', 16];
    const cache = feed({ name: 'past_key_values.1.key', type: 'float32', shape });
    const branch = feed({ name: 'use_cache_branch', type: 'bool', shape: [1] });

    assert.deepEqual(cache.dims, [2, 4, 0, 16]);
    assert.equal(cache.data.length, 0);
    assert.deepEqual([...branch.data], [0]);
  });

  test('refuse an input that no language model is known to have, and a type that is not fed', async () => {
    await expectError(() => feed({ name: 'pixel_values', type: 'float32', shape: [] }), 'MODEL_UNSUPPORTED', {
      message: /pixel_values/,
    });
    await expectError(() => feed({ name: 'input_ids', type: 'float64', shape: byToken }), 'MODEL_UNSUPPORTED');
  });
});
