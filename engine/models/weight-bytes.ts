/** Counts the bytes of weights that a graph file brings into memory. */
import { readFile } from 'node:fs/promises';
import { DataType, elementBytes } from '../onnx/data-types.js';
import { decodeModel, elementCount } from '../onnx/decode-model.js';

/** Bytes of all initializers, those that lie in other files included; float16 counts as the float32 that the CPU makes of it. */
export async function weightBytes(graphFile: string): Promise<number> {
  const { graph } = decodeModel(await readFile(graphFile), graphFile);
  return graph.initializer.reduce((sum, tensor) => sum + elementCount(tensor) * bytesInMemory(tensor.dataType ?? 0), 0);
}

function bytesInMemory(dataType: number): number {
  return elementBytes(dataType === DataType.FLOAT16 ? DataType.FLOAT : dataType) ?? 0;
}
