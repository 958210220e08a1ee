/** What a worker remembers, and when it forgets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeviceTensor, HeldTensors } from '../../../../engine/worker/held-tensors.js';
import type { Tensors } from '../../../../engine/worker/protocol.js';
import { createRememberedOutputs } from '../../../../engine/worker/remembered-outputs.js';

const ofFloats = (count: number): Tensors => ({
  out: { type: 'float32', data: new Float32Array(count), dims: [count] },
});

test('outputs beyond the bound make those be forgotten that were not asked for longest', () => {
  const remembered = createRememberedOutputs(40);
  const [first, second, third] = [ofFloats(4), ofFloats(4), ofFloats(4)];
  remembered.keep('first', first);
  remembered.keep('second', second);
  assert.equal(remembered.find('first'), first);
  remembered.keep('third', third);

  assert.equal(remembered.find('second'), undefined);
  assert.equal(remembered.find('first'), first);
  assert.equal(remembered.find('third'), third);
});

test('outputs that are larger than the bound are not kept, and nothing is forgotten for them', () => {
  const remembered = createRememberedOutputs(40);
  const small = ofFloats(10);
  remembered.keep('small', small);
  remembered.keep('large', ofFloats(11));

  assert.equal(remembered.find('large'), undefined);
  assert.equal(remembered.find('small'), small);
});

test('outputs that take the place of others of their key count once', () => {
  const remembered = createRememberedOutputs(40);
  const other = ofFloats(5);
  remembered.keep('other', other);
  for (let time = 0; time < 3; time++) remembered.keep('same', ofFloats(5));

  assert.equal(remembered.find('other'), other);
});

test('what is forgotten is disposed when nobody uses it any more, once, and what is kept is not', () => {
  const remembered = createRememberedOutputs(40);
  const disposed: string[] = [];
  const onDevice = (name: string, floats: number): HeldTensors => {
    const onDevice = { dispose: () => disposed.push(name) } as unknown as DeviceTensor['onDevice'];
    return { out: { onDevice, dims: [floats] } };
  };

  assert.equal(remembered.keep('first', onDevice('first', 6)), true);
  assert.equal(remembered.keep('second', onDevice('second', 6)), true);
  assert.equal(remembered.keep('large', onDevice('large', 11)), false);
  assert.deepEqual(disposed, []);
  remembered.disposeForgotten();
  remembered.disposeForgotten();

  assert.deepEqual(disposed, ['first']);
  assert.equal(remembered.find('first'), undefined);
  assert.notEqual(remembered.find('second'), undefined);
});
