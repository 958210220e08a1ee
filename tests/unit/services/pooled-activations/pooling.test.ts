/** Pooling of a text's tokens, against sums by hand. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FeatureGatherer } from '../../../../services/pooled-activations/by-feature.js';
import { poolFirings } from '../../../../services/pooled-activations/pool-firings.js';
import { poolValues, spanOf } from '../../../../services/pooled-activations/pool-values.js';

const isSpecial = (id: number): boolean => id === 0;

describe('pooling values', () => {
  // Three tokens of width two, the first special; behind them stands what must not matter.
  const values_TD = Float32Array.of(100, -100, 1, -2, 4, -8, 1e9, 1e9);
  const tokens = { values_TD, width: 2, ...spanOf([0, 5, 6], isSpecial) };

  test('takes the last token', () => assert.deepEqual(poolValues(tokens, 'LAST'), Float32Array.of(4, -8)));

  test('takes the mean without the special token in front and without padding', () =>
    assert.deepEqual(poolValues(tokens, 'MEAN'), Float32Array.of(2.5, -5)));

  test('takes the maximum without the special token in front and without padding, also of negative values', () =>
    assert.deepEqual(poolValues(tokens, 'MAX'), Float32Array.of(4, -2)));

  test('lets a special token between others take part, and all where all are special', () => {
    assert.deepEqual(spanOf([0, 0, 5, 0, 6], isSpecial), { tokens: 5, firstOwn: 2 });
    assert.deepEqual(spanOf([0, 0], isSpecial), { tokens: 2, firstOwn: 0 });
  });

  test('adds in float64', () => {
    // In float32, 2^24 + 1 is 2^24, so that the mean would be a third of it.
    const large = { values_TD: Float32Array.of(2 ** 24, 1, 1), width: 1, tokens: 3, firstOwn: 0 };

    assert.equal(poolValues(large, 'MEAN')[0], Math.fround((2 ** 24 + 2) / 3));
  });
});

describe('pooling firings', () => {
  const span = { tokens: 4, firstOwn: 1 };
  const firings = {
    position_N: Uint32Array.of(0, 0, 1, 2, 3, 3),
    feature_N: Uint32Array.of(7, 9, 7, 7, 2, 7),
    activation_N: Float32Array.of(50, 50, 1, 4, 3, 1),
  };
  const pooledBy = (pooling: 'LAST' | 'MEAN' | 'MAX') => {
    const { feature_N, value_N } = poolFirings(firings, span, pooling);
    return Object.fromEntries(Array.from(feature_N, (feature, n) => [feature, value_N[n]]));
  };

  test('takes the last token', () => assert.deepEqual(pooledBy('LAST'), { 2: 3, 7: 1 }));
  test('counts silent tokens as 0 in the mean', () => assert.deepEqual(pooledBy('MEAN'), { 2: 1, 7: 2 }));
  test('takes the maximum behind the special token', () => assert.deepEqual(pooledBy('MAX'), { 2: 3, 7: 4 }));

  test('are listed by feature with ascending rows', () => {
    const gatherer = new FeatureGatherer(4);
    gatherer.add({ feature_N: Uint32Array.of(3, 1), value_N: Float32Array.of(0.5, 1) });
    gatherer.add({ feature_N: new Uint32Array(), value_N: new Float32Array() });
    gatherer.add({ feature_N: Uint32Array.of(1), value_N: Float32Array.of(2) });

    assert.deepEqual(gatherer.finish(), {
      start_F: Uint32Array.of(0, 0, 2, 2, 3),
      row_N: Uint32Array.of(0, 2, 0),
      value_N: Float32Array.of(1, 2, 0.5),
    });
  });
});
