/** Models for tests: fixture folders copied to a place of their own, and token batches made of lists. */
import { readFileSync } from 'node:fs';
import { chmod, cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeModelFolder } from '../../engine/index.js';
import type { ModelFiles, TokenBatch } from '../../engine/index.js';
import { decodeModel } from '../../engine/onnx/decode-model.js';
import { encodeModel } from '../../engine/onnx/encode-model.js';
import { referenceWeights } from '../../engine/onnx/reference-weights.js';
import { fixture } from './paths.js';

export const tinyModels = ['gpt-neox', 'gpt-neox-sequential', 'gpt-neox-with-past', 'gpt2'] as const;

/** What PyTorch computed, see tests/fixtures/models/make-models.py; all arrays row-major [T, width]. */
export interface ModelReference {
  readonly tokenIds: readonly number[];
  readonly activations: Readonly<Record<string, readonly number[]>>;
  readonly loss: readonly number[];
  readonly lastLogits: readonly number[];
  readonly patched: readonly {
    readonly hookPoint: string;
    readonly position: number;
    readonly value: readonly number[];
    readonly loss: readonly number[];
  }[];
}

export function readReference(name: string): ModelReference {
  return JSON.parse(readFileSync(fixture(`models/${name}/reference.json`), 'utf8')) as ModelReference;
}

/** A writable copy of a model's folder. */
export async function copyModelFolder(source: string, folder: string): Promise<string> {
  await cp(source, folder, { recursive: true });
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true }))
    await chmod(join(folder, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  return folder;
}

/** A described copy of a model's folder. */
export async function copyModel(source: string, folder: string): Promise<ModelFiles> {
  await copyModelFolder(source, folder);
  const { files: _, ...description } = await describeModelFolder(folder);
  return { folder, model: { name: 'test-model', ...description } };
}

/** Sequences of unlike lengths in one batch; behind their ends stands what must not matter. */
export function tokenBatch(sequences: readonly (readonly number[])[], positions?: number): TokenBatch {
  const T = positions ?? Math.max(...sequences.map(({ length }) => length));
  const tokenIds_BT = new Int32Array(sequences.length * T).fill(-1);
  sequences.forEach((tokens, b) => tokenIds_BT.set(tokens, b * T));
  return { tokenIds_BT, lengths_B: Int32Array.from(sequences, ({ length }) => length), positions: T };
}

/** Largest absolute difference of two lists of one length. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Array.from(a).reduce((largest, value, at) => Math.max(largest, Math.abs(value - b[at])), 0);
}

/**
 * Rewrites a folder's graph file so that its larger tensors lie in another file, and returns that file's path: what
 * exporters do with models above two gigabytes.
 */
export async function moveWeightsOutside(folder: string, file = 'weights.bin'): Promise<string> {
  const path = join(folder, 'model.onnx');
  const bytes = await readFile(path);
  const model = referenceWeights(decodeModel(bytes, path), { bytes, file });
  await writeFile(join(folder, file), bytes);
  await writeFile(path, encodeModel(model));
  return join(folder, file);
}
