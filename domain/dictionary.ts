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
  /** F: number of features. */
  readonly size: number;
  /** D: width of the activations it reads. */
  readonly width: number;
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
}

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

export interface Pruning {
  readonly of: string;
  readonly maxFrequency?: number;
  readonly minFrequency?: number;
  readonly removed: number;
  readonly corpus?: string;
}
