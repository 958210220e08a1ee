/** A registered sparse-autoencoder dictionary. */

export const dictionaryArchitectures = [
  'STANDARD',
  'GATED',
  'JUMP_RELU',
  'TOP_K',
  'BATCH_TOP_K',
  'MATRYOSHKA',
  'TRANSCODER',
  'RANDOM',
] as const;
export type DictionaryArchitecture = (typeof dictionaryArchitectures)[number];

export interface DictionaryRecord {
  readonly name: string;
  /** Name of its model. */
  readonly model: string;
  /** Our name of the place it reads. */
  readonly hookPoint: string;
  /** Where a transcoder writes; otherwise the same as hookPoint. */
  readonly outputHookPoint: string;
  readonly architecture: DictionaryArchitecture;
  /** Number of features; of a pruning, those that are left. */
  readonly size: number;
  /** D: width of the activations it reads. */
  readonly width: number;
  /** Width of what it writes, where a transcoder writes another one than it reads. */
  readonly outputWidth?: number;
  /** SHA-256 over the canonical weights and everything else that changes what it computes. */
  readonly digest: string;
  readonly forward: DictionaryForward;
  readonly provenance: DictionaryProvenance;
  readonly pruning?: Pruning;
}

/** What, besides the weights, decides what the dictionary computes. */
export interface DictionaryForward {
  /** Whether b_dec is taken from the activation before encoding. */
  readonly subtractsDecoderBias: boolean;
  /** From pre-activations to activations; a ReLU when it is left out. */
  readonly activation?: ActivationFunction;
  /** What is done to an activation before it is encoded, and undone after decoding; nothing when it is left out. */
  readonly normalisation?: ActivationNormalisation;
}

/**
 * gated: a feature fires where its gate is above 0, with the strength of its magnitude (canonical tensors `magnitudeScale_F`,
 * `magnitudeBias_F`). threshold: the ReLU where the pre-activation is above `threshold_F`, 0 elsewhere. topK: the ReLU of the
 * k largest of a token. groupMax: the ReLU of the largest of each of k consecutive groups of F / k features.
 */
export type ActivationFunction =
  | { readonly kind: 'gated' }
  | { readonly kind: 'threshold' }
  | { readonly kind: 'topK'; readonly k: number }
  | { readonly kind: 'groupMax'; readonly k: number };

/**
 * constantNorm: every activation is scaled to the length sqrt(D). layerNorm: the mean is taken away and the rest divided
 * by the unbiased standard deviation + 1e-5.
 */
export type ActivationNormalisation = 'constantNorm' | 'layerNorm';

/** Where the weights came from and what was done to them; served as JSON. */
export interface DictionaryProvenance {
  /** Such as `dictionary_learning` or `saelens`. */
  readonly format: string;
  readonly files: readonly string[];
  readonly tensors: readonly StoredTensor[];
  /** What was folded into the weights at import, in words; empty when nothing was. */
  readonly folds: readonly string[];
  /** The file's own configuration. */
  readonly config: unknown;
}

/** A tensor as the file holds it. */
export interface StoredTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** In elements; absent where the format has no strides. */
  readonly strides?: readonly number[];
}

/** A pruning is a view: the weights are its root's, and so are the indices. */
export interface Pruning {
  /** The dictionary it was made from, which may be a pruning itself. */
  readonly of: string;
  /** The dictionary at the beginning of the chain, whose weights it uses. */
  readonly root: string;
  readonly maxFrequency?: number;
  readonly minFrequency?: number;
  /** Features of `of` that are gone. */
  readonly removed: number;
  readonly corpus?: string;
  /** Number of indices: the size of the root. */
  readonly indexRange: number;
  /** A set of all indices that are gone, of the whole chain; see domain/index-set. */
  readonly goneIndices: string;
}

/** Indices run from 0 up to, not including, this; those that a pruning removed are among them. */
export function indexRangeOf({ size, pruning }: Pick<DictionaryRecord, 'size' | 'pruning'>): number {
  return pruning?.indexRange ?? size;
}
