/** A file of named tensors, whatever its container. */
import type { BinaryFile } from './binary-file.js';
import type { TensorLayout } from './tensor-layout.js';

export type PlainValue = null | boolean | number | string;

export interface TensorFile {
  readonly container: 'torch' | 'safetensors' | 'npz';
  readonly file: BinaryFile;
  /** By name; what is nested in the file is named by its path, joined by dots. */
  readonly tensors: ReadonlyMap<string, TensorLayout>;
  /** What the file holds beside tensors, named the same way. */
  readonly values: ReadonlyMap<string, PlainValue>;
}
