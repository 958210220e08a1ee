/** The small graphs that a worker makes by itself, to move what lies on a device. */
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { int64Tensor } from '../onnx/tensor.js';

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

/** The entries of `x` in the places `place_N`, int32, counted through all of its axes: `entry_N`. */
export const takeEntriesGraph: BuiltGraph = {
  name: 'take entries',
  model: buildModel('take-entries', {
    nodes: [node('Reshape', ['x', 'line'], ['all']), node('Gather', ['all', 'place_N'], ['entry_N'], { axis: 0 })],
    inputs: [tensorInfo('x', DataType.FLOAT), tensorInfo('place_N', DataType.INT32, ['N'])],
    outputs: [tensorInfo('entry_N', DataType.FLOAT)],
    initializers: [int64Tensor('line', [1], [-1])],
  }),
};
