/** Encoder and decoder name the same partner, or not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encoderDecoderAgreement } from '../../../../engine/similarity/agreement.js';
import type { BestMatches } from '../../../../engine/similarity/comparison.js';

function matches(pairs: readonly (readonly [match: number, cosine: number])[]): BestMatches {
  return {
    feature_N: Uint32Array.from(pairs, (_, n) => n),
    match_N: Uint32Array.from(pairs, ([match]) => match),
    cosine_N: Float32Array.from(pairs, ([, cosine]) => cosine),
    meanMaxCosine: 0,
    zeroVectors: 0,
  };
}

test('a feature agrees when both name one partner with cosines above the threshold', () => {
  const decoder = matches([[5, 0.9], [5, 0.9], [7, 0.71], [7, 0.7], [1, 0.9]]); // prettier-ignore
  const encoder = matches([[5, 0.8], [6, 0.8], [7, 0.71], [7, 0.9], [1, 0.5]]); // prettier-ignore

  assert.deepEqual(encoderDecoderAgreement(decoder, encoder), {
    share: 2 / 5,
    agrees_N: Uint8Array.of(1, 0, 1, 0, 0),
  });
  assert.equal(encoderDecoderAgreement(decoder, encoder, 0.4).share, 4 / 5);
});

test('comparisons of different features are not mixed', () => {
  assert.throws(() => encoderDecoderAgreement(matches([[0, 1]]), matches([])));
});
