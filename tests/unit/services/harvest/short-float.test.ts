import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { fromShortFloat, toShortFloat } from '../../../../services/harvest/short-float.js';

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);
function rounded(value: number): number {
  float[0] = value;
  return fromShortFloat(toShortFloat(bits[0]));
}

test('a short float is within 2^-11 of its activation from 2^-38 to 2^24', () => {
  const activation = fc.float({ min: Math.fround(2 ** -38), max: Math.fround(2 ** 24), noNaN: true });
  fc.assert(
    // Ten mantissa bits are kept; half of the last one is 2^-11 of the power of two below.
    fc.property(activation, (value) => assert.ok(Math.abs(rounded(value) - value) <= value * 2 ** -11)),
  );
});

test('all short floats come back as themselves, in ascending order', () => {
  for (let short = 1; short < 2 ** 16; short++) {
    float[0] = fromShortFloat(short);
    assert.equal(toShortFloat(bits[0]), short);
    assert.ok(float[0] > fromShortFloat(short - 1));
  }
});

test('halves are rounded to the even neighbour', () => {
  assert.equal(rounded(1 + 2 ** -11), 1);
  assert.equal(rounded(1 + 3 * 2 ** -11), 1 + 2 ** -9);
});

test('what fires stays above 0 and finite, however small or large it is', () => {
  assert.ok(rounded(Math.fround(2 ** -149)) > 0);
  assert.ok(rounded(3e38) < Infinity);
});
