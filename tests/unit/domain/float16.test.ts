/** Numbers of half precision, by all of their bits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { float16Value, isFloat16, signedFloat16Bits } from '../../../domain/float16.js';

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

test('a float32 is one of them exactly if it is what its bits give back', () => {
  for (const bits of finite) {
    const value = float16Value(bits);
    const [above, below] = [Math.fround(value * (1 + 2 ** -12)), Math.fround(value * (1 - 2 ** -12))];
    for (const number of [value, above, below, value + 2 ** -25, 2 * value])
      assert.equal(
        isFloat16(Math.fround(number)),
        Object.is(float16Value(signedFloat16Bits(number)), Math.fround(number)),
      );
  }
  assert.deepEqual([Infinity, -Infinity, NaN, 65_536, 2 ** -25].map(isFloat16), Array(5).fill(false));
});

test('what is out of range becomes the largest number, and bits of infinity and NaN are read as such', () => {
  assert.equal(float16Value(signedFloat16Bits(-3.4e38)), -65_504);
  assert.deepEqual([0x7c00, 0xfc00, 0x7e00].map(float16Value), [Infinity, -Infinity, NaN]);
});
