/** The part of a graph that sums over the counted positions of each sequence, in float64. */
import type { GraphPart } from '../dictionaries/graph-part.js';
import { node } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import { float32Tensor, int64Tensor } from '../onnx/tensor.js';

export interface CountedSum {
  /** float64 [.., D], the rows of whole sequences or of a stretch of one. */
  readonly values: string;
  /** bool [.., 1]. */
  readonly counted: string;
  /** int64: the shape [b, t, D]. */
  readonly block: string;
  /** Name of the result, float64 [b, D]. */
  readonly sum: string;
}

/** A sequence is summed up by itself, so that its sum does not depend on the sequences beside it. */
export function countedSum({ values, counted, block, sum }: CountedSum): GraphPart {
  return {
    nodes: [
      node('Cast', ['sums.zero'], ['sums.zero64'], { to: DataType.DOUBLE }),
      node('Where', [counted, values, 'sums.zero64'], [`${sum}.counted`]),
      node('Reshape', [`${sum}.counted`, block], [`${sum}.block`]),
      node('ReduceSum', [`${sum}.block`, 'sums.axis'], [sum], { keepdims: 0 }),
    ],
    initializers: [float32Tensor('sums.zero', [], Float32Array.of(0)), int64Tensor('sums.axis', [1], [1])],
  };
}
