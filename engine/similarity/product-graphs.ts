/** The ONNX graphs of the products that comparisons are made of. */
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { uint8Tensor } from '../onnx/tensor.js';

/**
 * Products of codes, and their maxima over blocks. Inputs `code_ND` uint8 and `code_DM` int8; `rowShape` [N, M / 64, 64] and
 * `columnShape` [N / 64, 64, M] int64 cut the table into blocks. Outputs as in ScreenMaxima.
 */
export function buildScreenGraph(): ModelProto {
  return buildModel('screen', {
    nodes: [
      node('MatMulInteger', ['code_ND', 'code_DM', 'codeOfZero'], ['product_NM']),
      node('Reshape', ['product_NM', 'rowShape'], ['row_NBM']),
      node('ReduceMax', ['row_NBM'], ['ofRows_NB'], { axes: [2], keepdims: 0 }),
      node('Transpose', ['ofRows_NB'], ['ofRows'], { perm: [1, 0] }),
      node('Reshape', ['product_NM', 'columnShape'], ['column_BNM']),
      node('ReduceMax', ['column_BNM'], ['ofColumns'], { axes: [1], keepdims: 0 }),
    ],
    inputs: [
      tensorInfo('code_ND', DataType.UINT8, ['N', 'D']),
      tensorInfo('code_DM', DataType.INT8, ['D', 'M']),
      tensorInfo('rowShape', DataType.INT64, [3]),
      tensorInfo('columnShape', DataType.INT64, [3]),
    ],
    outputs: [tensorInfo('ofRows', DataType.INT32), tensorInfo('ofColumns', DataType.INT32)],
    initializers: [uint8Tensor('codeOfZero', [], Uint8Array.of(128))],
  });
}

/** `product_NM` = a·bᵀ of the inputs `a_ND` and `b_MD`, float32. */
export function buildMultiplyGraph(): ModelProto {
  return buildModel('multiply', {
    nodes: [node('Gemm', ['a_ND', 'b_MD'], ['product_NM'], { transB: 1 })],
    inputs: [tensorInfo('a_ND', DataType.FLOAT, ['N', 'D']), tensorInfo('b_MD', DataType.FLOAT, ['M', 'D'])],
    outputs: [tensorInfo('product_NM', DataType.FLOAT)],
    initializers: [],
  });
}

/**
 * Inputs as in the multiply graph; only the maxima leave it: `ofRows` and `rowPlace` over each row of the products, `ofColumns` and
 * `columnPlace` over each column. Places are int64, since a cast of them to int32 would be left to the CPU by WebGPU.
 */
export function buildTileMaximaGraph(): ModelProto {
  return buildModel('tile-maxima', {
    nodes: [
      node('Gemm', ['a_ND', 'b_MD'], ['product_NM'], { transB: 1 }),
      node('ReduceMax', ['product_NM'], ['ofRows'], { axes: [1], keepdims: 0 }),
      node('ArgMax', ['product_NM'], ['rowPlace'], { axis: 1, keepdims: 0 }),
      node('ReduceMax', ['product_NM'], ['ofColumns'], { axes: [0], keepdims: 0 }),
      node('ArgMax', ['product_NM'], ['columnPlace'], { axis: 0, keepdims: 0 }),
    ],
    inputs: [tensorInfo('a_ND', DataType.FLOAT, ['N', 'D']), tensorInfo('b_MD', DataType.FLOAT, ['M', 'D'])],
    outputs: [
      tensorInfo('ofRows', DataType.FLOAT),
      tensorInfo('rowPlace', DataType.INT64),
      tensorInfo('ofColumns', DataType.FLOAT),
      tensorInfo('columnPlace', DataType.INT64),
    ],
    initializers: [],
  });
}

/** As the multiply graph, for the rows `row_N` int32 of `matrix_AD`; `largest_N` is each row's largest product. */
export function buildMultiplySelectedGraph(): ModelProto {
  return buildModel('multiply-selected', {
    nodes: [
      node('Gather', ['matrix_AD', 'row_N'], ['a_ND'], { axis: 0 }),
      node('Gemm', ['a_ND', 'b_MD'], ['product_NM'], { transB: 1 }),
      node('ReduceMax', ['product_NM'], ['largest_N'], { axes: [1], keepdims: 0 }),
    ],
    inputs: [
      tensorInfo('matrix_AD', DataType.FLOAT, ['A', 'D']),
      tensorInfo('row_N', DataType.INT32, ['N']),
      tensorInfo('b_MD', DataType.FLOAT, ['M', 'D']),
    ],
    outputs: [tensorInfo('product_NM', DataType.FLOAT), tensorInfo('largest_N', DataType.FLOAT)],
    initializers: [],
  });
}
