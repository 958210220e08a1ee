/** What a dictionary fires on, by its definition, in float64 and without any kernel. */
import { unreachable } from '../../domain/unreachable.js';
import type { SessionDictionary } from './dictionary-session.js';

/** Features [N, F], without normalisation; prunings are left to the caller. */
export function encodeByDefinition(dictionary: SessionDictionary, x: readonly (readonly number[])[]): number[][] {
  return x.map((row) => activations(dictionary, linearTerms(dictionary, row)));
}

/** x·W_enc of one token, without the bias of the encoder. */
function linearTerms({ weights, size, width, forward }: SessionDictionary, x: readonly number[]): number[] {
  return Array.from({ length: size }, (_, feature) => {
    let sum = 0;
    for (let axis = 0; axis < width; axis++) {
      const centre = forward.subtractsDecoderBias ? weights.bDec_D[axis] : 0;
      sum += (x[axis] - centre) * weights.wEnc_FD[feature * width + axis];
    }
    return sum;
  });
}

function activations({ weights, size, forward: { activation } }: SessionDictionary, linear: number[]): number[] {
  const pre = linear.map((term, feature) => term + weights.bEnc_F[feature]);
  const relu = pre.map((value) => Math.max(0, value));
  if (!activation) return relu;
  switch (activation.kind) {
    case 'gated':
      return linear.map((term, feature) => {
        const magnitude = term * weights.magnitudeScale_F![feature] + weights.magnitudeBias_F![feature];
        return pre[feature] > 0 ? Math.max(0, magnitude) : 0;
      });
    case 'threshold':
      return relu.map((value, feature) => (pre[feature] > weights.threshold_F![feature] ? value : 0));
    case 'topK':
      return keepLargest(relu, 0, { to: size, k: activation.k });
    case 'groupMax': {
      const groupSize = size / activation.k;
      const groups = Array.from({ length: activation.k }, (_, group) => group * groupSize);
      return groups.reduce((values, from) => keepLargest(values, from, { to: from + groupSize, k: 1 }), relu);
    }
    default:
      return unreachable(activation);
  }
}

/** Sets all but the k largest of a range to 0; of equal ones the first are kept. */
function keepLargest(values: readonly number[], from: number, { to, k }: { readonly to: number; readonly k: number }) {
  const ranked = values
    .map((_, index) => index)
    .slice(from, to)
    .sort((a, b) => values[b] - values[a] || a - b);
  const dropped = new Set(ranked.slice(k));
  return values.map((value, index) => (dropped.has(index) ? 0 : value));
}
