/** Contexts: windows of the corpus, with a feature's activations at every position. */

/** A context as a harvest stores it: a reference into the token file and the activations. */
export interface StoredContext {
  /** Index of the document in the corpus. */
  readonly document: number;
  /** Index of its first own token in the document (an inserted BOS does not count). */
  readonly start: number;
  /** Whether its first position is an inserted BOS. */
  readonly insertedBos: boolean;
  /** Position in the window of the strongest counted token; the earliest among equals. */
  readonly peak: number;
  /** float32, exact; 0 for a silent window. */
  readonly maxActivation: number;
  /** One a position; float16 precision (relative 2^-11); 0 where the feature does not fire or the position is not counted. */
  readonly activations: Float32Array;
}

/** A stored context with its tokens, ready to be shown. */
export interface Context extends StoredContext {
  /** 1 is the strongest. */
  readonly rank: number;
  readonly corpus: string;
  readonly documentId: string;
  readonly tokenIds: Uint32Array;
  /** Name of the model whose tokenizer spells the tokens. */
  readonly model: string;
  readonly tokenFile: string;
}

export interface ContextFilter {
  readonly minActivation?: number;
  readonly maxActivation?: number;
  /** A token of this text is in the window. */
  readonly token?: string;
  /** Id of the document. */
  readonly document?: string;
}

/** A uniform sample of the firing windows whose strength lies in one quantile. */
export interface QuantileSample {
  readonly from: number;
  readonly to: number;
  readonly contexts: readonly Context[];
}
