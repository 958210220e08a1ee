/** What the rest of saeql may ask of the engine. Typed arrays in and out; it knows no store and no user. */
import type {
  DictionaryForward,
  DictionaryRecord,
  DictionaryArchitecture,
  DictionaryProvenance,
} from '../domain/dictionary.js';
import type { HookPoint } from '../domain/hook-point.js';
import type { ModelRecord, Token } from '../domain/model.js';
import type { DictionaryComparer } from './similarity/comparison.js';

export type ProviderName = 'cpu' | 'webgpu' | 'cuda';

export interface EngineOptions {
  /**
   * Tried in this order; the first that passes a test is used, and of several the CPU before one that is many times slower.
   * The CPU is not tested.
   */
  readonly providers: readonly ProviderName[];
  /** Why others are not among them. */
  readonly untried?: readonly ProviderFailure[];
  /** Models, by name, that run on another provider than the rest. */
  readonly providerOf?: Readonly<Record<string, ProviderName>>;
  /** Threads inside one operator. */
  readonly threads: number;
  /** Most bytes of weights loaded at once, over all workers; what was not used for longest makes room. Default: no bound. */
  readonly memoryBudgetBytes?: number;
  /** Which of several CUDA devices; default: 0. */
  readonly deviceId?: number;
}

export interface ProviderFailure {
  readonly provider: ProviderName;
  readonly reason: string;
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
  /** Name of the execution provider that runs the model. */
  readonly provider: ProviderName;
  close(): Promise<void>;
}

/** A token batch, and which of its positions take part in a measurement; 1 for yes, [B, T]. */
export interface MeasuredBatch extends TokenBatch {
  /** Enter the statistics of activations and of features. */
  readonly counted_BT: Uint8Array;
  /** Are replaced by the reconstruction, or by the mean. */
  readonly replaced_BT: Uint8Array;
  /** Are replaced by zero. */
  readonly zeroed_BT: Uint8Array;
}

/** What a forward pass gives at every position; behind a sequence's end it holds anything. */
export interface PositionLosses {
  /** Negative log-likelihood in nats of the next token, [B, T-1]. */
  readonly loss_BT: Float32Array;
  /** KL(original || this) in nats of the next token's distribution, [B, T]; zeros for the original itself. */
  readonly kl_BT: Float32Array;
}

/** Of one dictionary over the counted positions of a batch; N counts them, in the order of the batch. */
export interface ReconstructionStatistics {
  /** Number of features that fire. */
  readonly l0_N: Int32Array;
  /** Sum of activations. */
  readonly l1_N: Float32Array;
  /** Squared Euclidean norm of the residual x - x̂. */
  readonly squaredError_N: Float32Array;
  /** Of the reconstruction x̂. */
  readonly squaredReconstruction_N: Float32Array;
  /** Scalar product of x and x̂. */
  readonly product_N: Float32Array;
  /** Of the residual, in float64; errorSum_D adds multiples of 2^-30, so that sums of batches are exact too. */
  readonly errorSum_D: Float64Array;
  readonly errorSquares_D: Float64Array;
  /** Counted positions on which each feature fires; one entry an index. */
  readonly firings_F: Float64Array;
}

export interface DictionaryMeasurement extends PositionLosses, ReconstructionStatistics {}

export interface BatchMeasurement {
  /** Squared Euclidean norm of the activation x, one entry a counted position. */
  readonly squaredNorm_N: Float32Array;
  /** Squared Euclidean distance of x from the mean that was given, one entry a counted position. */
  readonly squaredDeviation_N: Float32Array;
  /** Of x: sums over N in float64; sum_D adds multiples of 2^-30, so that sums of batches are exact too. */
  readonly sum_D: Float64Array;
  readonly squares_D: Float64Array;
  readonly original: PositionLosses;
  readonly zeroAblated: PositionLosses;
  readonly meanAblated: PositionLosses;
  /** One entry a dictionary, in the order given when the meter was opened. */
  readonly dictionaries: readonly DictionaryMeasurement[];
}

/**
 * Measures dictionaries that read one hook point and write one: the activation there (x, where they write), what they make
 * of it, and the model's loss with that in its place. The model runs once up to the hook point and once behind it for every
 * condition.
 */
export interface Meter {
  /** Sums over the counted positions alone: what a first pass needs for the mean. */
  sum(
    batch: MeasuredBatch,
    signal?: AbortSignal,
  ): Promise<{ readonly sum_D: Float64Array; readonly positions: number }>;
  /** Throws CANCELLED when the signal is aborted. */
  measure(batch: MeasuredBatch, mean_D: Float32Array, signal?: AbortSignal): Promise<BatchMeasurement>;
  /** Name of the execution provider in use. */
  readonly provider: ProviderName;
  close(): Promise<void>;
}

export interface MeterSource {
  /** Throws HOOK_POINT_UNKNOWN and DICTIONARY_WIDTH_MISMATCH; a plain Error for dictionaries of different hook points. */
  openMeter(model: ModelFiles, dictionaries: readonly DictionaryFiles[]): Promise<Meter>;
}

// --------------------------------------------------------------------------------------- changing activations on the way

/** One list of positions a sequence of the batch, each from 0; undefined for all, also those that are generated. */
export type EditedPositions = readonly (readonly number[])[] | undefined;

/**
 * A change of the activation at a hook point. All changes at one hook point read the activation x as it arrives there, after
 * the changes at earlier hook points.
 *
 * feature: its activation f becomes factor * f + offset, by x += (changed - f)·d. Changes of one feature at one position follow
 * each other in the order given; f is encoded once. A feature that does not fire is changed too.
 * vector: is added. columns: x[from, to) becomes the values. reconstruction: x becomes what the dictionary makes of it, with
 * the changes of its features.
 */
export type ActivationEdit =
  | {
      readonly kind: 'feature';
      readonly dictionary: DictionaryFiles;
      readonly index: number;
      readonly factor: number;
      readonly offset: number;
      readonly positions: EditedPositions;
    }
  | {
      readonly kind: 'vector';
      readonly hookPoint: string;
      readonly vector_D: Float32Array;
      readonly positions: EditedPositions;
    }
  | {
      readonly kind: 'columns';
      readonly hookPoint: string;
      readonly from: number;
      readonly values: Float32Array;
      readonly positions: EditedPositions;
    }
  | { readonly kind: 'reconstruction'; readonly dictionary: DictionaryFiles };

export interface WatchedFeatures {
  readonly dictionary: DictionaryFiles;
  readonly indices: readonly number[];
}

export interface InterventionRequest {
  readonly batch: TokenBatch;
  readonly edits: readonly ActivationEdit[];
  readonly watch: readonly WatchedFeatures[];
}

/** Behind a sequence's end everything that has a T axis holds anything. */
export interface ForwardOutcome {
  /** Negative log-likelihood in nats of the next token, [B, T-1]. */
  readonly loss_BT: Float32Array;
  /** Logits of the last position of each sequence, [B, V]. */
  readonly lastLogits_BV: Float32Array;
  /** One array a watched list: [B, T, number of its indices]. */
  readonly watched: readonly Float32Array[];
}

export interface InterventionOutcome {
  readonly before: ForwardOutcome;
  readonly after: ForwardOutcome;
  /** KL(before || after) in nats of the next token's distribution, [B, T]. */
  readonly kl_BT: Float32Array;
}

export interface GenerationRequest {
  readonly tokenIds: Int32Array;
  readonly maxNewTokens: number;
  /** 0 takes the likeliest token, ties the lower id. */
  readonly temperature: number;
  readonly seed: number;
  /** Ends after one of these, which is part of the answer. */
  readonly stopTokenIds: ReadonlySet<number>;
  readonly edits: readonly ActivationEdit[];
}

export interface GeneratedTokens {
  readonly tokenIds: Int32Array;
  /** Of each token under the distribution at temperature 1 that it was chosen from, in nats. */
  readonly logProbabilities: Float64Array;
}

/** Runs a model with its activations changed on the way. */
export interface Intervening {
  /** Throws HOOK_POINT_UNKNOWN, DICTIONARY_WIDTH_MISMATCH, CANCELLED. */
  intervene(model: ModelFiles, request: InterventionRequest, signal?: AbortSignal): Promise<InterventionOutcome>;
  /** Stops at the model's context length. Every token is a run over the whole sequence: no keys and values are kept. */
  generate(model: ModelFiles, request: GenerationRequest, signal?: AbortSignal): Promise<GeneratedTokens>;
  /** Logits, [queries, V], that each vector adds through the unembedding alone: no norm, no bias. */
  unembed(model: ModelFiles, vectors: readonly Float32Array[], signal?: AbortSignal): Promise<Float32Array>;
}

export interface Engine extends MeterSource, Intervening, DictionaryComparer {
  /** What is known of them: they are tried when one is first needed. */
  readonly providers: readonly ExecutionProvider[];
  readonly loaded: readonly LoadedArtifact[];
  /** Tries the providers now, once, and says what came of it; does not throw where none can be used. */
  tryProviders(): Promise<readonly ExecutionProvider[]>;
  /** By the provider that is named and no other, where one is; throws PROVIDER_UNAVAILABLE. */
  openEncoder(model: ModelFiles, dictionaries: readonly DictionaryFiles[], provider?: ProviderName): Promise<Encoder>;
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

/**
 * A dictionary of any supported format, opened: its weights are read one at a time, canonical, so that no more than one of
 * them need be in memory. Must be closed.
 */
export interface ImportedDictionary {
  readonly architecture: DictionaryArchitecture;
  /** F. */
  readonly size: number;
  /** D, of what it reads. */
  readonly width: number;
  /** D, of what it writes: another one in some transcoders. */
  readonly outputWidth: number;
  /** From the file's own configuration; our name; undefined when it does not say. */
  readonly hookPoint: string | undefined;
  /** Where a transcoder writes; undefined when it does not say, or is none. */
  readonly outputHookPoint: string | undefined;
  readonly forward: DictionaryForward;
  readonly weights: WeightReaders;
  readonly provenance: DictionaryProvenance;
  close(): Promise<void>;
}

/**
 * The canonical weights: pre-activation = x·W_enc + b_enc, reconstruction = f·W_dec + b_dec; matrices feature-major. D of the
 * decoder and of what it adds is the width of what is written.
 */
export const requiredWeights = ['wEnc_FD', 'wDec_FD', 'bEnc_F', 'bDec_D'] as const;
/**
 * threshold_F: see ActivationFunction. magnitudeScale_F and magnitudeBias_F: a gated feature's magnitude is
 * relu(magnitudeScale * x·W_enc + magnitudeBias), and bEnc_F is the bias of its gate. wSkip_DD: [output width, width], what a skip
 * transcoder adds is wSkip·x. encoderScale_F: of an encoder in int8; wEnc_FD is whole multiples of it, by -64 to 64.
 */
export const optionalWeights = [
  'threshold_F',
  'magnitudeScale_F',
  'magnitudeBias_F',
  'wSkip_DD',
  'encoderScale_F',
] as const;
export type RequiredWeight = (typeof requiredWeights)[number];
export type OptionalWeight = (typeof optionalWeights)[number];
export type CanonicalTensor = RequiredWeight | OptionalWeight;

/**
 * Each call reads the tensor anew, into an array of its own that whoever called may change or release; what fails is thrown
 * by the call.
 */
export type WeightReader = () => Promise<Float32Array>;
export type WeightReaders = Readonly<Record<RequiredWeight, WeightReader>> &
  Readonly<Partial<Record<OptionalWeight, WeightReader>>>;

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
