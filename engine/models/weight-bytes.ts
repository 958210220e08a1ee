/** Counts the bytes of weights that a graph file brings into memory. */
import { readFile } from 'node:fs/promises';
import { elementBytes } from '../onnx/data-types.js';
import { decodeModel, elementCount } from '../onnx/decode-model.js';

/** Bytes of all initializers, those that lie in other files included. */
export async function weightBytes(graphFile: string): Promise<number> {
  const { graph } = decodeModel(await readFile(graphFile), graphFile);
  return graph.initializer.reduce(
    (sum, tensor) => sum + elementCount(tensor) * (elementBytes(tensor.dataType ?? 0) ?? 0),
    0,
  );
}
