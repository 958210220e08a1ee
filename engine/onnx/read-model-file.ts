/** Reads an ONNX file without loading its weights. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import { decodeModel, elementCount, invalidModel } from './decode-model.js';
import type { GraphModel } from './decode-model.js';
import { elementBytes } from './data-types.js';
import { findExternalRange } from './external-range.js';
import { MalformedBytes } from './file-bytes.js';
import type { TensorProto } from './generated/onnx_pb.js';
import { readSkeleton } from './read-skeleton.js';
import { referenceWeights } from './reference-weights.js';
import { sortNodes } from './sort-nodes.js';
import { unfuseSkipNorms } from './unfuse-skip-norms.js';

/** Protobuf's own limit; larger weights lie in external files. */
const largestFile = 2 ** 31 - 1;

/**
 * The model in the file, its large tensors as references to offsets in that file: what is written beside it again loads
 * the same weights. Its nodes are in an order in which they can run, and its norms add nothing themselves.
 *
 * @throws FILE_NOT_FOUND, MODEL_FILE_INVALID
 */
export async function readModelFile(path: string): Promise<GraphModel> {
  const file = basename(path);
  const bytes = await skeletonOf(path, file);
  const model = unfuseSkipNorms(sortNodes(referenceWeights(decodeModel(bytes, path), { bytes, file })));
  const short = model.graph.initializer.find((tensor) => isShort(tensor, file));
  if (short) throw invalidModel(path, `tensor "${short.name}" has fewer or more bytes than its shape says`);
  return model;
}

async function skeletonOf(path: string, file: string): Promise<Uint8Array> {
  await checkSize(path);
  try {
    return await readSkeleton(path, file);
  } catch (cause) {
    if (cause instanceof MalformedBytes) throw invalidModel(path, 'its bytes end early or are not protobuf', cause);
    throw unreadable(path, cause);
  }
}

async function checkSize(path: string): Promise<void> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (size <= largestFile) return;
  const message = `${path} has ${size} bytes; an ONNX file has at most ${largestFile}.`;
  throw new ResearchError('MODEL_FILE_INVALID', message, {
    at: path,
    fix: 'Save the model again with its weights in external data files.',
  });
}

function unreadable(path: string, cause: unknown): ResearchError {
  return new ResearchError('FILE_NOT_FOUND', `${path} cannot be read.`, { at: path, cause });
}

/** Of a tensor that lies in the graph file itself. */
function isShort(tensor: TensorProto, file: string): boolean {
  const range = findExternalRange(tensor);
  const width = elementBytes(tensor.dataType ?? 0);
  return range?.file === file && width !== undefined && range.length !== width * elementCount(tensor);
}
