/** Makes a control of a language model: the same graph with re-drawn weights, as a model folder of its own. */
import { copyFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import type { RandomizationScheme } from '../../domain/model.js';
import { companionFiles } from '../models/describe-model-folder.js';
import type { GraphModel } from '../onnx/decode-model.js';
import { elementCount } from '../onnx/decode-model.js';
import { encodeModel } from '../onnx/encode-model.js';
import { indexGraph } from '../onnx/graph-index.js';
import { readModelFile } from '../onnx/read-model-file.js';
import { DataFileWriter } from './data-file-writer.js';
import { findWeightMatrices } from './find-weight-matrices.js';
import type { WeightMatrix } from './find-weight-matrices.js';
import { planRedraws } from './redraw-plan.js';
import { WeightFiles } from './weight-files.js';
import { writeWeights } from './write-weights.js';

export interface ModelRandomization {
  /** The model's folder. */
  readonly source: string;
  /** Path of the graph file below it. */
  readonly graphFile: string;
  /** Where the control's folder is made; must not be there. */
  readonly target: string;
  readonly scheme: RandomizationScheme;
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** @param fraction from 0 to 1 */
  readonly onProgress?: (fraction: number, message: string) => void;
}

/** Names of the weight matrices, as the graph has them. */
export interface RandomizedWeights {
  readonly redrawn: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Draws every weight matrix of the scheme from the normal distribution with the mean and the population's standard deviation of
 * the matrix; all else is copied bit for bit. A matrix is drawn from the seed and its name alone, in blocks of 1 MB. docs/controls.md
 * says what counts as a weight matrix.
 *
 * @throws MODEL_FILE_INVALID, MODEL_UNSUPPORTED, FILE_NOT_FOUND at the file concerned, CANCELLED, and what the system throws
 */
export async function randomizeModel(request: ModelRandomization): Promise<RandomizedWeights> {
  const { source, target, graphFile, signal } = request;
  const path = join(source, graphFile);
  const model = await readModelFile(path);
  const matrices = findWeightMatrices(indexGraph(model.graph), path);
  if (matrices.length === 0) throw noWeights(path);
  const files = new WeightFiles(dirname(path), signal);
  const writer = await DataFileWriter.create(dirname(join(target, graphFile)), `${basename(graphFile)}_data`);
  try {
    const progress = progressOf(request, model, matrices);
    const redraws = await planRedraws({ ...request, matrices, files, path, onMatrix: progress.measured });
    const randomized = await writeWeights({ ...request, model, redraws, files, writer, onTensor: progress.written });
    await writeFile(join(target, graphFile), encodeModel(randomized));
    for (const file of await companionFiles(source)) await copyFile(join(source, file), join(target, file));
    const names = matrices.map(({ name }) => name);
    return { redrawn: names.filter((name) => redraws.has(name)), kept: names.filter((name) => !redraws.has(name)) };
  } finally {
    await writer.close();
    await files.close();
  }
}

/** Counts values: a matrix is read twice for its statistics, and every tensor is written. */
function progressOf({ onProgress }: ModelRandomization, { graph }: GraphModel, matrices: readonly WeightMatrix[]) {
  const measuring = new Map(matrices.map(({ name, tensor }) => [name, 2 * elementCount(tensor)]));
  const writing = new Map(graph.initializer.map((tensor) => [tensor.name ?? '', elementCount(tensor)]));
  const total = [...measuring.values(), ...writing.values()].reduce((sum, count) => sum + count, 0);
  let done = 0;
  const advance = (count: number, message: string): void => {
    done += count;
    onProgress?.(Math.min(1, done / total), message);
  };
  return {
    measured: (name: string): void => advance(measuring.get(name) ?? 0, `measured ${name}`),
    written: (name: string): void => advance(writing.get(name) ?? 0, `wrote ${name}`),
  };
}

function noWeights(path: string): ResearchError {
  return new ResearchError('MODEL_UNSUPPORTED', `No weight matrix was found in ${path}.`, { at: path });
}
