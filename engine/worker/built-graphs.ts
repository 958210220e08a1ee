/** The small graphs that a worker makes by itself, to move what lies on a device. */
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';

/** A graph without weights that is in no file. */
export interface BuiltGraph {
  readonly name: string;
  readonly model: ModelProto;
}

/** `x` to `copy`, the same. Its output comes back, which is the only way in which the Node binding reads a device's memory. */
export const copyGraph: BuiltGraph = {
  name: 'copy',
  model: buildModel('copy', {
    nodes: [node('Identity', ['x'], ['copy'])],
    inputs: [tensorInfo('x', DataType.FLOAT)],
    outputs: [tensorInfo('copy', DataType.FLOAT)],
    initializers: [],
  }),
};

/** The rows `row_N`, int32, of `x`, whose last axis is a row's width: `x_ND`. */
export const takeRowsGraph: BuiltGraph = {
  name: 'take rows',
  model: buildModel('take-rows', {
    nodes: [node('Flatten', ['x'], ['rows'], { axis: -1 }), node('Gather', ['rows', 'row_N'], ['x_ND'], { axis: 0 })],
    inputs: [tensorInfo('x', DataType.FLOAT), tensorInfo('row_N', DataType.INT32, ['N'])],
    outputs: [tensorInfo('x_ND', DataType.FLOAT)],
    initializers: [],
  }),
};

/**
 * The `k` largest entries of the rows `row_R`, int32, of `activation_NF`: `strength_RK` and `feature_RK`, int32, in no order. Needs at
 * least one row, as `topKEncoder`.
 */
export const strongestGraph: BuiltGraph = {
  name: 'strongest',
  model: buildModel('strongest', {
    nodes: [
      node('Gather', ['activation_NF', 'row_R'], ['activation_RF'], { axis: 0 }),
      node('TopK', ['activation_RF', 'k'], ['strength_RK', 'index_RK'], { axis: 1, sorted: 0 }),
      node('Cast', ['index_RK'], ['feature_RK'], { to: DataType.INT32 }),
    ],
    inputs: [
      tensorInfo('activation_NF', DataType.FLOAT, ['N', 'F']),
      tensorInfo('row_R', DataType.INT32, ['R']),
      tensorInfo('k', DataType.INT64, [1]),
    ],
    outputs: [tensorInfo('strength_RK', DataType.FLOAT), tensorInfo('feature_RK', DataType.INT32)],
    initializers: [],
  }),
};
