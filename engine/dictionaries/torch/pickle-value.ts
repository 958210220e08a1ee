/** What a pickle that is allowed can hold. */
import type { Dtype } from '../tensors/dtype.js';
import type { PlainValue } from '../tensors/tensor-file.js';

/** A class or function that a pickle names; it is never looked up. */
export interface PickleGlobal {
  readonly kind: 'global';
  readonly name: string;
}

export interface PickleSequence {
  readonly kind: 'list' | 'tuple';
  readonly items: PickleValue[];
}

/** A run of elements in an entry of the archive. */
export interface PickleStorage {
  readonly kind: 'storage';
  readonly key: string;
  readonly dtype: Dtype;
  readonly elements: number;
}

export interface PickleTensor {
  readonly kind: 'tensor';
  readonly storage: PickleStorage;
  /** Offset and strides in elements. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

export type PickleDict = Map<string | number, PickleValue>;

export type PickleValue = PlainValue | PickleGlobal | PickleSequence | PickleStorage | PickleTensor | PickleDict;

export function isTuple(value: PickleValue | undefined): value is PickleSequence {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'tuple';
}

export function isOfKind<K extends 'global' | 'storage' | 'tensor'>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<PickleValue, { readonly kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

/** A value in a few words, for messages. */
export function describePickleValue(value: PickleValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (value instanceof Map) return 'a dict';
  return value.kind === 'global' ? value.name : `a ${value.kind}`;
}
