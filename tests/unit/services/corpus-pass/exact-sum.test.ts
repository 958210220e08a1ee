import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { ExactSums } from '../../../../services/corpus-pass/exact-sum.js';

const activation = fc.float({ min: Math.fround(2 ** -29), max: Math.fround(2 ** 30), noNaN: true });

function sumOf(activations: readonly number[]): ExactSums {
  const sums = new ExactSums(1);
  for (const value of activations) sums.addActivation(0, value);
  return sums;
}

/** In units of 2^-52, in which every float32 from 2^-29 on is whole. */
function exact(activations: readonly number[]): bigint {
  return activations.reduce((sum, value) => {
    const whole = Math.floor(value);
    return sum + BigInt(whole) * 2n ** 52n + BigInt((value - whole) * 2 ** 52);
  }, 0n);
}

test('the two parts of a sum are, as integers, exactly the sum of the activations', () => {
  fc.assert(
    fc.property(fc.array(activation, { maxLength: 200 }), (activations) => {
      const { whole, fraction } = sumOf(activations).parts(0);
      assert.equal(BigInt(whole) * 2n ** 52n + BigInt(fraction * 2 ** 52), exact(activations));
    }),
  );
});

test('any order and any grouping of a sum gives the same bits, tiny activations included', () => {
  const any = fc.float({ min: Math.fround(2 ** -140), max: Math.fround(2 ** 20), noNaN: true });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 100 }), fc.nat(), (activations, cut) => {
      const at = activations.length === 0 ? 0 : cut % activations.length;
      const whole = sumOf(activations);
      const parts = sumOf(activations.slice(at).reverse());
      parts.addAll(sumOf(activations.slice(0, at)));
      assert.deepEqual(parts.parts(0), whole.parts(0));
    }),
  );
});

test('an activation below 2^-29 is rounded to a multiple of 2^-52', () => {
  const tiny = Math.fround(1.7 * 2 ** -40);

  // Half of 2^-52 is the most that rounding to nearest may change.
  assert.ok(Math.abs(sumOf([tiny]).value(0) - tiny) <= 2 ** -53);
});
