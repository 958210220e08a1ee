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
  /** Where the encoder multiplies in int8; a pruning has its root's. */
  readonly encodingError?: EncodingError;
}

/**
 * How far an int8 encoder is from the float32 one it was made from, over pairs of a counted token and a feature. What would be
 * divided by zero is null.
 */
export interface EncodingError {
  /** Name of the float32 dictionary, and its digest, for names are reused. */
  readonly of: string;
  readonly ofDigest: string;
  readonly corpus: string;
  readonly corpusDigest: string;
  /** Tokens of the corpus, from its beginning, that were read at most. */
  readonly maxTokens: number;
  /** Of these, the counted ones: special tokens are not. */
  readonly tokens: number;
  /** Pairs at which the float32 encoder fires. */
  readonly firings: number;
  /** Largest absolute difference of the two activations. */
  readonly largest: number;
  /** Root mean square of the difference, over the pairs at which either fires. */
  readonly rootMeanSquare: number | null;
  /** Root mean square of the float32 activation over the same pairs, to compare with. */
  readonly activationRootMeanSquare: number | null;
  /** Pairs at which float32 alone fires, as a share of its firings. */
  readonly missedShare: number | null;
  /** Pairs at which int8 alone fires, as a share of the float32 encoder's firings. */
  readonly addedShare: number | null;
  /**
   * Share of the features that float32 fires at a token at which int8 fires too, mean over the tokens with any; of a dictionary
   * that keeps k features a token, the overlap of the two selections.
   */
  readonly overlap: number | null;
}

/** What, besides the weights, decides what the dictionary computes. */
export interface DictionaryForward {
  /** Whether b_dec is taken from the activation before encoding. */
  readonly subtractsDecoderBias: boolean;
  /** From pre-activations to activations; a ReLU when it is left out. */
  readonly activation?: ActivationFunction;
  /** What is done to an activation before it is encoded, and undone after decoding; nothing when it is left out. */
  readonly normalisation?: ActivationNormalisation;
  /** Of which numbers x·W_enc is made: int8 on scales of their own for every feature and token. float32 when it is left out. */
  readonly product?: 'int8';
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
