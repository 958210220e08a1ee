/** The graph that sums up the activations of a hook point. */
import { joinParts } from '../dictionaries/graph-part.js';
import type { GraphPart } from '../dictionaries/graph-part.js';
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { int64Tensor } from '../onnx/tensor.js';
import { countedSum } from './counted-sums.js';
import { summableValues } from './summable-values.js';

export const activationSums = ['squaredNorm_BT', 'squaredDeviation_BT', 'sum_BD', 'squares_BD'] as const;

/**
 * Inputs `x_BTD` and `mean_11D` float32, `counted_BT` bool; outputs `squaredNorm_BT` and `squaredDeviation_BT` float32, the
 * squared Euclidean norms of x and of x - mean at every position, and in float64 the sums over the counted positions of each
 * sequence: `sum_BD` of x and `squares_BD` of x².
 */
export function buildActivationSumsGraph(width: number): ModelProto {
  const counted = { counted: 'counted_BT1', block: 'block_3' };
  return buildModel('activation-sums', {
    ...joinParts(
      squaresPart,
      deviationPart,
      summableValues('x64_BTD', 'summable_BTD'),
      countedSum({ ...counted, values: 'summable_BTD', sum: 'sum_BD' }),
      countedSum({ ...counted, values: 'squares_BTD', sum: 'squares_BD' }),
    ),
    inputs: [
      tensorInfo('x_BTD', DataType.FLOAT, ['B', 'T', width]),
      tensorInfo('counted_BT', DataType.BOOL, ['B', 'T']),
      tensorInfo('mean_11D', DataType.FLOAT, [1, 1, 'M']),
    ],
    outputs: [
      tensorInfo('squaredNorm_BT', DataType.FLOAT),
      tensorInfo('squaredDeviation_BT', DataType.FLOAT),
      tensorInfo('sum_BD', DataType.DOUBLE),
      tensorInfo('squares_BD', DataType.DOUBLE),
    ],
  });
}

const squaresPart: GraphPart = {
  nodes: [
    node('Cast', ['x_BTD'], ['x64_BTD'], { to: DataType.DOUBLE }),
    node('Mul', ['x64_BTD', 'x64_BTD'], ['squares_BTD']),
    node('ReduceSum', ['squares_BTD', 'widthAxis'], ['squaredNorm64_BT'], { keepdims: 0 }),
    node('Cast', ['squaredNorm64_BT'], ['squaredNorm_BT'], { to: DataType.FLOAT }),
    node('Reshape', ['counted_BT', 'column'], ['counted_BT1']),
  ],
  initializers: [
    int64Tensor('widthAxis', [1], [2]),
    int64Tensor('column', [3], [0, 0, 1]),
    int64Tensor('block_3', [3], [0, 0, -1]),
  ],
};

/** In float64 from the subtraction on: far from zero, activations differ little from their mean. */
const deviationPart: GraphPart = {
  nodes: [
    node('Cast', ['mean_11D'], ['mean64_11D'], { to: DataType.DOUBLE }),
    node('Sub', ['x64_BTD', 'mean64_11D'], ['deviation_BTD']),
    node('Mul', ['deviation_BTD', 'deviation_BTD'], ['deviationSquares_BTD']),
    node('ReduceSum', ['deviationSquares_BTD', 'widthAxis'], ['squaredDeviation64_BT'], { keepdims: 0 }),
    node('Cast', ['squaredDeviation64_BT'], ['squaredDeviation_BT'], { to: DataType.FLOAT }),
  ],
  initializers: [int64Tensor('widthAxis', [1], [2])],
};
