/** The random numbers of controls, against published values and against their law. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { normalQuantile } from '../../../../engine/controls/normal-quantile.js';
import { createNormalStream } from '../../../../engine/controls/normal-stream.js';
import { philoxInto } from '../../../../engine/controls/philox.js';

function philox(counter: readonly number[], key: readonly number[]): string {
  const words = new Uint32Array(4);
  philoxInto(words, Uint32Array.from(counter), Uint32Array.from(key));
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join(' ');
}

describe('philox4x32-10', () => {
  test('gives the known answers of the Random123 library', () => {
    const all = 0xffffffff;
    assert.equal(philox([0, 0, 0, 0], [0, 0]), '6627e8d5 e169c58d bc57ac4c 9b00dbd8');
    assert.equal(philox([all, all, all, all], [all, all]), '408f276d 41c83b0e a20bc7c6 6d5451fd');
    assert.equal(
      philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]),
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    );
  });
});

/** From Python 3.11, statistics.NormalDist().inv_cdf, which is AS 241 too, with the logarithm of the C library. */
const quantiles = [
  [1e-20, -9.262340089798405],
  [1e-10, -6.361340902404056],
  [0.001, -3.090232306167813],
  [0.07, -1.4757910281791702],
  [0.075, -1.4395314709384557],
  [0.3, -0.5244005127080407],
  [0.5, 0],
  [0.9, 1.2815515655446008],
  [0.999, 3.090232306167813],
  [1 - 1e-15, 7.941444487415977],
  [2 ** -53, -8.209536151601386],
] as const;

describe('the normal quantile', () => {
  test('agrees with the one of Python within 1e-15 relative, since only the logarithm differs', () => {
    for (const [probability, expected] of quantiles) {
      const error = Math.abs(normalQuantile(probability) - expected);
      assert.ok(error <= 1e-15 * Math.abs(expected), `${probability}: ${error}`);
    }
  });
});

function draw(count: number, stream = createNormalStream(1, 'a'), first = 0): Float64Array {
  const values = new Float64Array(count);
  stream.drawInto(values, first);
  return values;
}

describe('a normal stream', () => {
  test('never changes: these are its first numbers', () => {
    const expected = [-0.916273817724823, -0.31056811131053713, -0.6551364370318424, 0.47375890281767896];
    assert.deepEqual([...draw(4)], expected);
  });

  test('is another one for another seed or another name', () => {
    const first = draw(1)[0];
    assert.notEqual(draw(1, createNormalStream(2, 'a'))[0], first);
    assert.notEqual(draw(1, createNormalStream(1, 'b'))[0], first);
  });

  test('is the same from whatever place and in whatever steps it is drawn', () => {
    const whole = draw(200);
    fc.assert(
      fc.property(fc.nat(90), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 15 }), (first, step, count) => {
        const values = new Float64Array(count);
        createNormalStream(1, 'a').drawInto(values, first, step);
        assert.deepEqual(
          [...values],
          Array.from(values, (_, n) => whole[first + n * step]),
        );
      }),
    );
  });

  test('reaches beyond 2^33 numbers without repeating', () => {
    assert.notDeepEqual(draw(4, createNormalStream(1, 'a'), 2 ** 33), draw(4));
  });

  test('has the moments of a normal distribution, each within five standard errors of a million draws', () => {
    const values = draw(1e6);
    const moment = (power: number): number => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    // Variances of z, z², z³, z⁴: 1, 2, 15, 96.
    const expected = [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ];
    for (const [power, mean, variance] of expected)
      assert.ok(Math.abs(moment(power) - mean) < 5 * Math.sqrt(variance / values.length), `moment ${power}`);
  });

  test('has no correlation of neighbours beyond five standard errors', () => {
    const values = draw(1e6);
    const products = values.slice(1).reduce((sum, value, n) => sum + value * values[n], 0);
    assert.ok(Math.abs(products / values.length) < 5 / Math.sqrt(values.length));
  });
});
