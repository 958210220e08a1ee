/** A small graph whose result is known to the CPU, and what it is fed: shows whether an execution provider computes. */
import { createRandom } from '../../domain/seeded-random.js';
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { int64Tensor } from '../onnx/tensor.js';

/** 0.13 GFLOP: what the CPU does in two milliseconds, and a renderer in software in a hundred. */
export const selfTestShape = { rows: 128, width: 1024, columns: 512, strongest: 8 } as const;

/** Inputs `a_ND` and `b_MD`; outputs `product_NM` = relu(a·bᵀ), and `strongest_NK`, the largest of each row, descending. */
export function buildSelfTestGraph(): ModelProto {
  const { width, strongest } = selfTestShape;
  return buildModel('self-test', {
    nodes: [
      node('Gemm', ['a_ND', 'b_MD'], ['sum_NM'], { transB: 1 }),
      node('Relu', ['sum_NM'], ['product_NM']),
      node('TopK', ['product_NM', 'k'], ['strongest_NK', 'place_NK']),
    ],
    inputs: [tensorInfo('a_ND', DataType.FLOAT, ['N', width]), tensorInfo('b_MD', DataType.FLOAT, ['M', width])],
    outputs: [tensorInfo('product_NM', DataType.FLOAT), tensorInfo('strongest_NK', DataType.FLOAT)],
    initializers: [int64Tensor('k', [1], [strongest])],
  });
}

/** Uniform in [-0.5, 0.5): products of two rows have a standard deviation of 2.7. */
export function selfTestMatrix(rows: number, seed: number): Float32Array {
  const draw = createRandom(seed);
  return Float32Array.from({ length: rows * selfTestShape.width }, () => draw() - 0.5);
}
