/** A registered language model. */
import type { HookPoint } from './hook-point.js';

/** Of the weight matrices, and of what is computed with them. */
export const modelPrecisions = ['FLOAT32', 'FLOAT16'] as const;
export type ModelPrecision = (typeof modelPrecisions)[number];

export interface ModelRecord {
  readonly name: string;
  /** The `model_type` of its config.json: llama, gpt_neox, gpt2, ... */
  readonly architecture: string;
  readonly layers: number;
  readonly width: number;
  readonly vocabularySize: number;
  readonly contextLength: number;
  /** SHA-256 over the model file and its external data. */
  readonly digest: string;
  /** SHA-256 of tokenizer.json. */
  readonly tokenizerDigest: string;
  readonly hookPoints: readonly HookPoint[];
  /** The model file's path below the model's folder, such as `model.onnx` or `onnx/model.onnx`. */
  readonly graphFile: string;
  /** FLOAT32 where it is left out. */
  readonly precision?: ModelPrecision;
  readonly control?: RandomizedControl;
}

export const randomizationSchemes = ['ALL', 'KEEP_EMBEDDINGS'] as const;
export type RandomizationScheme = (typeof randomizationSchemes)[number];

/** Set on a model that is a control: the same architecture with re-drawn weights. */
export interface RandomizedControl {
  readonly of: string;
  readonly scheme: RandomizationScheme;
  readonly seed: number;
  /** What drew the weights; undefined for a control that was made elsewhere. */
  readonly generator?: string;
}

/** A token of a model's vocabulary. */
export interface Token {
  readonly id: number;
  /** Byte-level marks resolved; a byte that is not UTF-8 by itself is shown as U+FFFD. */
  readonly text: string;
  readonly special: boolean;
}
