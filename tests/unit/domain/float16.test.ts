/** Numbers of half precision, by all of their bits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { float16Value, signedFloat16Bits } from '../../../domain/float16.js';

const finite = Array.from({ length: 0x10000 }, (_, bits) => bits).filter((bits) => (bits & 0x7fff) < 0x7c00);

test('every finite number has its own bits again', () => {
  for (const bits of finite) assert.equal(signedFloat16Bits(float16Value(bits)), bits);
});

test('a number between two goes to the nearer, and in the middle to the even one', () => {
  assert.equal(float16Value(signedFloat16Bits(-1.0004)), -1);
  assert.equal(float16Value(signedFloat16Bits(-1.0006)), -(1 + 2 ** -10));
  assert.equal(float16Value(signedFloat16Bits(1 + 2 ** -11)), 1);
  assert.equal(float16Value(signedFloat16Bits(1 + 3 * 2 ** -11)), 1 + 2 ** -9);
});

test('what is out of range becomes the largest number, and bits of infinity and NaN are read as such', () => {
  assert.equal(float16Value(signedFloat16Bits(-3.4e38)), -65_504);
  assert.deepEqual([0x7c00, 0xfc00, 0x7e00].map(float16Value), [Infinity, -Infinity, NaN]);
});
