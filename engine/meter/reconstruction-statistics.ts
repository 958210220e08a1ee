/** The part of a graph that compares activations with their reconstructions. */
import { joinParts } from '../dictionaries/graph-part.js';
import type { GraphPart } from '../dictionaries/graph-part.js';
import { node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import { int64Tensor } from '../onnx/tensor.js';
import { countedSum } from './counted-sums.js';
import { summableValues } from './summable-values.js';

/**
 * One value a row: number and sum of activations, squared norms of residual and reconstruction, their scalar product with
 * what was reconstructed. `errorSum_BD` and `errorSquares_BD`: sums over the counted rows of each sequence. `firings_1F`:
 * counted rows on which each feature fires, exact below 2^24.
 */
export const statisticsOutputs = [
  tensorInfo('l0_N', DataType.FLOAT),
  tensorInfo('l1_N', DataType.FLOAT),
  tensorInfo('squaredError_N', DataType.FLOAT),
  tensorInfo('squaredReconstruction_N', DataType.FLOAT),
  tensorInfo('product_N', DataType.FLOAT),
  tensorInfo('errorSum_BD', DataType.DOUBLE),
  tensorInfo('errorSquares_BD', DataType.DOUBLE),
  tensorInfo('firings_1F', DataType.FLOAT),
];

const countedRows: GraphPart = {
  nodes: [
    node('Reshape', ['counted_BT', 'counted.shape'], ['counted.all']),
    node('Slice', ['counted.all', 'start_1', 'end_1'], ['counted_N1']),
    node('Cast', ['counted_N1'], ['counted.float'], { to: DataType.FLOAT }),
    node('Transpose', ['counted.float'], ['counted_1N'], { perm: [1, 0] }),
  ],
  initializers: [int64Tensor('counted.shape', [2], [-1, 1])],
};

/** Activations are not negative, so that their sign is 1 where a feature fires and 0 elsewhere. */
const firings: GraphPart = {
  nodes: [
    node('Sign', ['f_NF'], ['fires_NF']),
    node('ReduceSum', ['fires_NF', 'statistics.axis'], ['l0_N'], { keepdims: 0 }),
    node('ReduceSum', ['f_NF', 'statistics.axis'], ['l1_N'], { keepdims: 0 }),
    node('MatMul', ['counted_1N', 'fires_NF'], ['firings_1F']),
  ],
  initializers: [int64Tensor('statistics.axis', [1], [1])],
};

/** In float64 from the subtraction on: residuals of good dictionaries are small differences of large numbers. */
const residuals: GraphPart = {
  nodes: [
    node('Cast', ['y_ND'], ['y64_ND'], { to: DataType.DOUBLE }),
    node('Cast', ['xHat_ND'], ['xHat64_ND'], { to: DataType.DOUBLE }),
    node('Sub', ['y64_ND', 'xHat64_ND'], ['error_ND']),
    node('Mul', ['error_ND', 'error_ND'], ['errorSquares_ND']),
    node('Mul', ['xHat64_ND', 'xHat64_ND'], ['reconstructionSquares_ND']),
    node('Mul', ['y64_ND', 'xHat64_ND'], ['products_ND']),
    ...sumOfRow('errorSquares_ND', 'squaredError_N'),
    ...sumOfRow('reconstructionSquares_ND', 'squaredReconstruction_N'),
    ...sumOfRow('products_ND', 'product_N'),
  ],
  initializers: [int64Tensor('statistics.axis', [1], [1])],
};

function sumOfRow(values: string, sum: string) {
  return [
    node('ReduceSum', [values, 'statistics.axis'], [`${sum}.double`], { keepdims: 0 }),
    node('Cast', [`${sum}.double`], [sum], { to: DataType.FLOAT }),
  ];
}

const counted = { counted: 'counted_N1', block: 'block_3' };

/** From `f_NF`, `y_ND` and `xHat_ND` to the outputs. */
export const reconstructionStatisticsPart: GraphPart = joinParts(
  countedRows,
  firings,
  residuals,
  summableValues('error_ND', 'summable_ND'),
  countedSum({ ...counted, values: 'summable_ND', sum: 'errorSum_BD' }),
  countedSum({ ...counted, values: 'errorSquares_ND', sum: 'errorSquares_BD' }),
);
