/** Reads an ONNX file without keeping its weights in memory. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import { decodeModel } from './decode-model.js';
import type { GraphModel } from './decode-model.js';
import { referenceWeights } from './reference-weights.js';

/** Protobuf's own limit; larger weights lie in external files. */
const largestFile = 2 ** 31 - 1;

/**
 * The model in the file, its large tensors as references to offsets in that file: what is written beside it again loads
 * the same weights.
 *
 * @throws FILE_NOT_FOUND, MODEL_FILE_INVALID
 */
export async function readModelFile(path: string): Promise<GraphModel> {
  const bytes = await fileBytes(path);
  return referenceWeights(decodeModel(bytes, path), { bytes, file: basename(path) });
}

async function fileBytes(path: string): Promise<Uint8Array> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new ResearchError('FILE_NOT_FOUND', `${path} cannot be read.`, { at: path, cause });
  });
  if (size > largestFile) {
    throw new ResearchError(
      'MODEL_FILE_INVALID',
      `${path} has ${size} bytes; an ONNX file has at most ${largestFile}.`,
      {
        at: path,
        fix: 'Save the model again with its weights in external data files.',
      },
    );
  }
  return readFile(path);
}
