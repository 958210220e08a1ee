/** Changes of a model's activations while it runs. */
import type { FeatureKey } from './feature.js';

export const ablationValues = ['ZERO', 'MEAN'] as const;
export type AblationValue = (typeof ablationValues)[number];

/** Negative positions count from the end of a prompt; all positions, also those that are generated, when they are left out. */
interface AtPositions {
  readonly positions?: readonly number[];
}

/**
 * Features are changed by x += (v - f)·d, so that what the dictionary does not explain is kept. Changes at one hook point act
 * together: they all read the activation as it arrives there, and changes of one feature follow each other in the order given.
 */
export type Intervention =
  | ({ readonly kind: 'setFeature'; readonly feature: FeatureKey; readonly value: number } & AtPositions)
  | ({ readonly kind: 'scaleFeature'; readonly feature: FeatureKey; readonly factor: number } & AtPositions)
  | ({
      readonly kind: 'ablateFeatures';
      readonly dictionary: string;
      readonly indices: readonly number[];
      readonly value: AblationValue;
      /** For MEAN; the newest harvest's when it is left out. */
      readonly corpus?: string;
    } & AtPositions)
  | ({ readonly kind: 'addVector'; readonly hookPoint: string; readonly vector_D: Float32Array } & AtPositions)
  | ({
      readonly kind: 'ablateHeads';
      readonly layer: number;
      readonly heads: readonly number[];
      readonly value: AblationValue;
      readonly corpus?: string;
    } & AtPositions)
  | { readonly kind: 'reconstruct'; readonly dictionary: string };
