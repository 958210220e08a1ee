/** The strongest features of a prompt: over all of it, and at each token. */
import type {
  FeatureActivation,
  PromptFeature,
  PromptFeatureActivations,
  PromptFirings,
} from '../../domain/inference.js';

/** Strongest first; ties by the order of the dictionaries, then the lower index. */
export function strongestOfPrompt(
  { tokens, firings }: PromptFeatureActivations,
  first: number,
  options: { readonly skipSpecialTokens: boolean },
): PromptFeature[] {
  const counts = tokens.map(({ special }) => !(special && options.skipSpecialTokens));
  const peaks = firings.flatMap((of, order) => [...peaksOf(of, counts)].map((peak) => ({ ...peak, order })));
  peaks.sort((a, b) => b.max - a.max || a.order - b.order || a.index - b.index);
  return peaks.slice(0, first).map(({ index, max, position, order }) => {
    const { dictionary } = firings[order];
    return {
      feature: { dictionary, index },
      max,
      position,
      activations: activationsOf(firings[order], index, tokens.length),
    };
  });
}

interface Peak {
  readonly index: number;
  readonly max: number;
  readonly position: number;
}

function peaksOf({ position_N, feature_N, activation_N }: PromptFirings, counts: readonly boolean[]): Iterable<Peak> {
  const peaks = new Map<number, Peak>();
  feature_N.forEach((index, n) => {
    const position = position_N[n];
    const max = activation_N[n];
    // Positions ascend, so that of equal ones the first stays.
    if (counts[position] && max > (peaks.get(index)?.max ?? 0)) peaks.set(index, { index, max, position });
  });
  return peaks.values();
}

/** One entry a token; 0 where the feature does not fire. */
export function activationsOf({ position_N, feature_N, activation_N }: PromptFirings, index: number, tokens: number) {
  const activations = new Float32Array(tokens);
  feature_N.forEach((feature, n) => {
    if (feature === index) activations[position_N[n]] = activation_N[n];
  });
  return activations;
}

/** One list a token, strongest first; ties as above. */
export function strongestPerToken({ tokens, firings }: PromptFeatureActivations, first: number): FeatureActivation[][] {
  const perToken: FeatureActivation[][] = tokens.map(() => []);
  for (const { dictionary, position_N, feature_N, activation_N } of firings)
    feature_N.forEach((index, n) =>
      perToken[position_N[n]].push({ feature: { dictionary, index }, activation: activation_N[n] }),
    );
  // Sorting is stable, and firings come in the order of dictionaries and indices.
  return perToken.map((list) => list.sort((a, b) => b.activation - a.activation).slice(0, first));
}

/** One row a feature asked for, one column a token; null when none were asked for. */
export function denseActivations({ tokens, firings, features }: PromptFeatureActivations): Float32Array | null {
  if (!features) return null;
  const dense = new Float32Array(features.length * tokens.length);
  features.forEach(({ dictionary, index }, row) => {
    const of = firings.find((candidate) => candidate.dictionary === dictionary);
    if (of) dense.set(activationsOf(of, index, tokens.length), row * tokens.length);
  });
  return dense;
}
