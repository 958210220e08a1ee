/** Finds the files that make up a model: its graph, and the data files its graph refers to. */
import { access, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import type { GraphModel } from '../onnx/decode-model.js';
import { findExternalRange } from '../onnx/external-range.js';
import type { GraphProto, TensorProto } from '../onnx/generated/onnx_pb.js';
import { innerGraphs } from '../onnx/graph-edges.js';

/** In this order: of a model that is there in two precisions the more precise one is taken. */
const graphFiles = ['model.onnx', 'onnx/model.onnx', 'model_fp16.onnx', 'onnx/model_fp16.onnx'];

/** Path below the folder. Throws FILE_NOT_FOUND. */
export async function findGraphFile(folder: string): Promise<string> {
  for (const file of graphFiles) if (await isReadable(join(folder, file))) return file;
  throw new ResearchError(
    'FILE_NOT_FOUND',
    `${folder} has neither model.onnx nor onnx/model.onnx, nor model_fp16.onnx in their place.`,
    {
      at: folder,
      fix: 'Give a folder with model.onnx or onnx/model.onnx, its external data beside it, config.json and tokenizer.json.',
    },
  );
}

/**
 * Paths below the folder of the files that hold the graph's weights beside the graph file, sorted.
 *
 * @throws FILE_NOT_FOUND for one that is not there, MODEL_FILE_INVALID for one that is too short or outside the folder
 */
export async function externalDataFiles(folder: string, graphFile: string, model: GraphModel): Promise<string[]> {
  const bytesNeeded = new Map<string, number>();
  for (const tensor of tensorsOf(model.graph)) {
    const range = findExternalRange(tensor);
    if (!range || range.file === basename(graphFile)) continue;
    bytesNeeded.set(range.file, Math.max(bytesNeeded.get(range.file) ?? 0, range.offset + range.length));
  }
  const files = [...bytesNeeded].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [file, bytes] of files) await checkDataFile(join(folder, dirname(graphFile)), file, bytes);
  return files.map(([file]) => join(dirname(graphFile), file));
}

async function checkDataFile(folder: string, file: string, bytesNeeded: number): Promise<void> {
  const path = join(folder, file);
  if (isAbsolute(file) || normalize(file).startsWith('..')) {
    throw new ResearchError('MODEL_FILE_INVALID', `The graph refers to "${file}", outside of its folder.`, {
      at: path,
    });
  }
  const { size } = await stat(path).catch((cause: unknown) => {
    const message = `The graph's weights lie in ${path}, which cannot be read.`;
    throw new ResearchError('FILE_NOT_FOUND', message, { at: path, cause, fix: 'Put it beside the graph file.' });
  });
  if (size >= bytesNeeded) return;
  const message = `${path} has ${size} bytes; the graph's weights need ${bytesNeeded}.`;
  throw new ResearchError('MODEL_FILE_INVALID', message, { at: path });
}

function tensorsOf(graph: GraphProto): TensorProto[] {
  return [...graph.initializer, ...graph.node.flatMap(innerGraphs).flatMap(tensorsOf)];
}

export async function isReadable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
