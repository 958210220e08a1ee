/** Names under which pooled activations are kept: digests of all that decides them. */
import { createHash } from 'node:crypto';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { ModelRecord } from '../../domain/model.js';
import type { PooledRows } from './pooled-activations.js';

/** Raised when the arithmetic changes. */
const formatVersion = 1;

export function keyOfModel(rows: PooledRows, model: ModelRecord, hookPoint: string): string {
  return digestOf(['values', ...rowsKey(rows), ...modelKey(model), hookPoint]);
}

/** A pruning's own digest tells which features are left. */
export function keyOfDictionary(rows: PooledRows, model: ModelRecord, dictionary: DictionaryRecord): string {
  const { hookPoint, digest } = dictionary;
  return digestOf(['features', ...rowsKey(rows), ...modelKey(model), hookPoint, digest]);
}

function rowsKey({ dataset, pooling }: PooledRows): string[] {
  return [dataset.digest, pooling];
}

function modelKey({ digest, tokenizerDigest }: ModelRecord): string[] {
  return [digest, tokenizerDigest];
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([formatVersion, ...parts]))
    .digest('hex');
}
