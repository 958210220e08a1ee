/** Graphs whose operands lie on the device; a factor that is fed keeps the runtime from computing them when it opens them. */
import { buildModel, node, tensorInfo } from '../engine/onnx/build-graph.js';
import { DataType } from '../engine/onnx/data-types.js';
import type { ModelProto, NodeProto, TensorProto } from '../engine/onnx/generated/onnx_pb.js';
import { float32Tensor, int64Tensor } from '../engine/onnx/tensor.js';

/** So many numbers from a seed. */
type Draw = (count: number, seed: number) => Float32Array;

export interface Chain {
  /** Side of the matrices. */
  readonly square: number;
  /** How many steps. */
  readonly chain: number;
}

const factor = tensorInfo('factor', DataType.FLOAT, [1]);
const steps = (chain: number): number[] => Array.from({ length: chain }, (_, step) => step);

/** One row of the last tensor leaves the device. */
function chained(nodes: readonly NodeProto[], last: string, initializers: readonly TensorProto[]): ModelProto {
  return buildModel('chain', {
    nodes: [...nodes, node('Gather', [last, 'first'], ['row'], { axis: 0 })],
    inputs: [factor],
    outputs: [tensorInfo('row', DataType.FLOAT)],
    initializers: [...initializers, int64Tensor('first', [], [0])],
  });
}

/** Products of square matrices, one after the other; those of Gemm are turned, as a dictionary's encoder is. */
export function productChain(by: 'MatMul' | 'Gemm', { square, chain }: Chain, draw: Draw): ModelProto {
  const weight = draw(square * square, 1).map((value) => value / Math.sqrt(square));
  const turned = by === 'Gemm' ? { transB: 1 } : undefined;
  const nodes = steps(chain).map((step) => node(by, [`p${step}`, 'w'], [`p${step + 1}`], turned));
  const w = float32Tensor('w', [square, square], weight);
  return chained([node('Mul', ['w', 'factor'], ['p0']), ...nodes], `p${chain}`, [w]);
}

/** Each step reads and writes a square matrix. */
export function copyChain({ square, chain }: Chain, draw: Draw): ModelProto {
  const nodes = steps(chain).map((step) => node('Mul', [`p${step}`, 'factor'], [`p${step + 1}`]));
  return chained(nodes, `p${chain}`, [float32Tensor('p0', [square, square], draw(square * square, 1))]);
}

/** A square matrix `x` is fed, and one row of it comes back. */
export function receive(square: number): ModelProto {
  return buildModel('receive', {
    nodes: [node('Gather', ['x', 'first'], ['row'], { axis: 0 })],
    inputs: [tensorInfo('x', DataType.FLOAT, [square, square])],
    outputs: [tensorInfo('row', DataType.FLOAT)],
    initializers: [int64Tensor('first', [], [0])],
  });
}

/** A square matrix comes back. */
export function send(square: number, draw: Draw): ModelProto {
  return buildModel('send', {
    nodes: [node('Mul', ['p0', 'factor'], ['p1'])],
    inputs: [factor],
    outputs: [tensorInfo('p1', DataType.FLOAT)],
    initializers: [float32Tensor('p0', [square, square], draw(square * square, 1))],
  });
}

/** A tile of a comparison; only its maxima leave the device. */
export function residentTile(
  { rows, columns, width }: { readonly rows: number; readonly columns: number; readonly width: number },
  draw: Draw,
): ModelProto {
  return buildModel('tile', {
    nodes: [
      node('Mul', ['a_ND', 'factor'], ['scaled_ND']),
      node('Gemm', ['scaled_ND', 'b_MD'], ['product_NM'], { transB: 1 }),
      node('ReduceMax', ['product_NM'], ['ofRows'], { axes: [1], keepdims: 0 }),
      node('ArgMax', ['product_NM'], ['rowPlace'], { axis: 1, keepdims: 0 }),
      node('ReduceMax', ['product_NM'], ['ofColumns'], { axes: [0], keepdims: 0 }),
      node('ArgMax', ['product_NM'], ['columnPlace'], { axis: 0, keepdims: 0 }),
    ],
    inputs: [factor],
    outputs: [
      tensorInfo('ofRows', DataType.FLOAT),
      tensorInfo('rowPlace', DataType.INT64),
      tensorInfo('ofColumns', DataType.FLOAT),
      tensorInfo('columnPlace', DataType.INT64),
    ],
    initializers: [
      float32Tensor('a_ND', [rows, width], draw(rows * width, 1)),
      float32Tensor('b_MD', [columns, width], draw(columns * width, 2)),
    ],
  });
}

export interface EncodeShape {
  readonly width: number;
  readonly features: number;
  readonly kept: number;
}

function strongest({ width, features, kept }: EncodeShape, draw: Draw) {
  return {
    nodes: [
      node('Gemm', ['x_ND', 'wEnc_FD'], ['pre_NF'], { transB: 1 }),
      node('TopK', ['pre_NF', 'k'], ['strongest_NK', 'feature_NK']),
    ],
    outputs: [tensorInfo('strongest_NK', DataType.FLOAT), tensorInfo('feature_NK', DataType.INT64)],
    initializers: [
      float32Tensor('wEnc_FD', [features, width], draw(features * width, 4)),
      int64Tensor('k', [1], [kept]),
    ],
  };
}

/** From activations `x_ND` that are fed to their strongest features. */
export function encodeFed(shape: EncodeShape, draw: Draw): ModelProto {
  const inputs = [tensorInfo('x_ND', DataType.FLOAT, ['N', shape.width])];
  return buildModel('encode', { ...strongest(shape, draw), inputs });
}

/** As `encodeFed`, of activations that lie on the device: of their rows from `first` to before `end`, int64 [1]. */
export function encodeResident(shape: EncodeShape & { readonly tokens: number }, draw: Draw): ModelProto {
  const { width, tokens } = shape;
  const { nodes, outputs, initializers } = strongest(shape, draw);
  return buildModel('encode-resident', {
    nodes: [node('Slice', ['x_AD', 'first', 'end', 'rowAxis'], ['x_ND']), ...nodes],
    inputs: [tensorInfo('first', DataType.INT64, [1]), tensorInfo('end', DataType.INT64, [1])],
    outputs,
    initializers: [
      ...initializers,
      float32Tensor('x_AD', [tokens, width], draw(tokens * width, 3)),
      int64Tensor('rowAxis', [1], [0]),
    ],
  });
}
