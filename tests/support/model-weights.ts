/** The weights of a model's folder as lists of numbers. */
import { dirname, join } from 'node:path';
import { findConstantValue } from '../../engine/controls/find-weight-matrices.js';
import { valuesOf } from '../../engine/controls/matrix-values.js';
import { WeightFiles } from '../../engine/controls/weight-files.js';
import { DataType } from '../../engine/onnx/data-types.js';
import type { TensorProto } from '../../engine/onnx/generated/onnx_pb.js';
import { readModelFile } from '../../engine/onnx/read-model-file.js';

/** The initializers of float32 and float16 by name, and such values of Constant nodes by the names of their outputs. */
export async function readWeights(folder: string, graphFile = 'model.onnx'): Promise<Map<string, Float32Array>> {
  const path = join(folder, graphFile);
  const { graph } = await readModelFile(path);
  const constants = graph.node.flatMap((node) => {
    const tensor = findConstantValue(node);
    return tensor ? [[node.output[0], tensor] as const] : [];
  });
  const tensors = [...graph.initializer.map((tensor) => [tensor.name ?? '', tensor] as const), ...constants];
  const files = new WeightFiles(dirname(path));
  try {
    return new Map(
      await Promise.all(
        tensors
          .filter(([, { dataType }]) => dataType === DataType.FLOAT || dataType === DataType.FLOAT16)
          .map(async ([name, tensor]) => [name, await allValues(tensor, files)] as const),
      ),
    );
  } finally {
    await files.close();
  }
}

async function allValues(tensor: TensorProto, files: WeightFiles): Promise<Float32Array> {
  const values = valuesOf(tensor, files);
  const all = new Float32Array(values.count);
  if (values.count > 0) await values.readInto(all, 0);
  return all;
}

/** Mean and standard deviation of the population, in float64. */
export function momentsOf(values: Float32Array): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
