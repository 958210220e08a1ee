/** The part of a graph that sums over the counted positions of each sequence, in float64. */
import type { GraphPart } from '../dictionaries/graph-part.js';
import { node } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import { float32Tensor } from '../onnx/tensor.js';

export interface CountedSum {
  /** float64 [.., D], the rows of whole sequences or of a stretch of one. */
  readonly values: string;
  /** bool [.., 1]. */
  readonly counted: string;
  /** int64: the shape [b, t, -1]. */
  readonly block: string;
  /** Name of the result, float64 [b, 1, D]. */
  readonly sum: string;
}

/**
 * A sequence is summed up by itself, so that its sum does not depend on the sequences beside it. It is a product with the
 * row of 0 and 1 that says what is counted: ReduceSum of ONNX Runtime adds one sequence alone in another order than several.
 * What is not counted is zero there too, in case that it is not a number.
 */
export function countedSum({ values, counted, block, sum }: CountedSum): GraphPart {
  return {
    nodes: [
      node('Cast', ['sums.zero'], ['sums.zero64'], { to: DataType.DOUBLE }),
      node('Reshape', [counted, block], ['sums.counted_BT1']),
      node('Cast', ['sums.counted_BT1'], ['sums.weights_BT1'], { to: DataType.DOUBLE }),
      node('Transpose', ['sums.weights_BT1'], ['sums.weights_B1T'], { perm: [0, 2, 1] }),
      node('Where', [counted, values, 'sums.zero64'], [`${sum}.counted`]),
      node('Reshape', [`${sum}.counted`, block], [`${sum}.block`]),
      node('MatMul', ['sums.weights_B1T', `${sum}.block`], [sum]),
    ],
    initializers: [float32Tensor('sums.zero', [], Float32Array.of(0))],
  };
}
