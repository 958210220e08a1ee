/** What the rest of saeql may ask of the engine. Typed arrays in and out; it knows no store and no user. */
import type {
  DictionaryForward,
  DictionaryRecord,
  DictionaryArchitecture,
  DictionaryProvenance,
} from '../domain/dictionary.js';
import type { HookPoint } from '../domain/hook-point.js';
import type { ModelRecord, Token } from '../domain/model.js';

export type ProviderName = 'cpu' | 'webgpu' | 'cuda';

export interface EngineOptions {
  /** Tried in this order; the first that creates a session is used. */
  readonly providers: readonly ProviderName[];
  /** Threads inside one operator. */
  readonly threads: number;
}

export interface ExecutionProvider {
  readonly name: ProviderName;
  readonly available: boolean;
  readonly inUse: boolean;
  /** Why it is not available or not in use. */
  readonly reason: string | null;
}

export interface LoadedArtifact {
  readonly name: string;
  readonly kind: 'model' | 'dictionary';
  readonly bytes: number;
  readonly provider: ProviderName;
}

/** A model and the folder that holds its files. */
export interface ModelFiles {
  readonly folder: string;
  readonly model: ModelRecord;
}

/** A dictionary and the folder that holds its canonical weights. */
export interface DictionaryFiles {
  readonly folder: string;
  readonly dictionary: DictionaryRecord;
}

/** Sequences of unlike lengths, padded on the right to one length. */
export interface TokenBatch {
  /** [B, T] row-major; what stands behind a sequence's length does not matter. */
  readonly tokenIds_BT: Int32Array;
  readonly lengths_B: Int32Array;
  /** T. */
  readonly positions: number;
}

/** Every firing of a dictionary's features on a token batch: rows ascending, features ascending within a row. */
export interface SparseActivations {
  /** b * T + t; padding positions never appear. */
  readonly row_N: Int32Array;
  readonly feature_N: Int32Array;
  /** Greater than 0. */
  readonly activation_N: Float32Array;
}

/** One model, sliced after the last hook point that its dictionaries need, and the encoders of these. */
export interface Encoder {
  /** One entry a dictionary, in the order given when it was opened. Throws CANCELLED when the signal is aborted. */
  encode(batch: TokenBatch, signal?: AbortSignal): Promise<SparseActivations[]>;
  /** CPU seconds of the engine's threads spent inside `session.run`, so far. */
  readonly secondsInside: number;
  close(): Promise<void>;
}

export interface Engine {
  readonly providers: readonly ExecutionProvider[];
  readonly loaded: readonly LoadedArtifact[];
  openEncoder(model: ModelFiles, dictionaries: readonly DictionaryFiles[]): Promise<Encoder>;
  /** Activations at the hook points: one [B, T, width] row-major array a hook point; padding positions hold anything. */
  readActivations(
    model: ModelFiles,
    hookPoints: readonly string[],
    batch: TokenBatch,
    signal?: AbortSignal,
  ): Promise<Float32Array[]>;
  /** Negative log-likelihood in nats of every next token, [B, T-1], computed in the graph; behind a sequence's end it holds anything. */
  nextTokenLoss_BT(model: ModelFiles, batch: TokenBatch, signal?: AbortSignal): Promise<Float32Array>;
  close(): Promise<void>;
}

// ---------------------------------------------------------------------------------------------- reading what users bring

/** What a model's folder says about itself. */
export interface ModelDescription extends Omit<ModelRecord, 'name' | 'control'> {
  /** Paths below the folder of all files that belong to the model: graph, external data, config.json, tokenizer.json. */
  readonly files: readonly string[];
}

/** A dictionary as read from any supported format, its weights made canonical. */
export interface ImportedDictionary {
  readonly architecture: DictionaryArchitecture;
  /** F. */
  readonly size: number;
  /** D. */
  readonly width: number;
  /** From the file's own configuration; our name; undefined when it does not say. */
  readonly hookPoint: string | undefined;
  readonly forward: DictionaryForward;
  readonly weights: DictionaryWeights;
  readonly provenance: DictionaryProvenance;
}

/** Canonical weights: pre-activation = x·W_enc + b_enc, reconstruction = f·W_dec + b_dec; both matrices feature-major. */
export interface DictionaryWeights {
  /** W_enc transposed, so that a feature's encoder vector is one row. */
  readonly wEnc_FD: Float32Array;
  readonly bEnc_F: Float32Array;
  readonly wDec_FD: Float32Array;
  readonly bDec_D: Float32Array;
}

/** Text to token ids and back, with the exact bytes of every token. */
export interface Tokenizer {
  readonly vocabularySize: number;
  /** The id put before a text, when the tokenizer adds one. */
  readonly bosTokenId: number | undefined;
  readonly specialTokenIds: ReadonlySet<number>;
  encode(text: string, options: { readonly addSpecialTokens: boolean }): number[];
  /** The bytes a token stands for; empty for a special token. */
  bytesOf(tokenId: number): Uint8Array;
  /** Throws ARGUMENT_INVALID for an id outside the vocabulary. */
  token(tokenId: number): Token;
  /** Text of the ids' bytes together; special tokens are left out. */
  textOf(tokenIds: ArrayLike<number>): string;
  /** Ids of all tokens whose text is exactly this. */
  idsOfText(text: string): readonly number[];
}

export type { HookPoint };
