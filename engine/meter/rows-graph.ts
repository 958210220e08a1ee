/** The graph that takes a stretch of positions out of a batch. */
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { int64Tensor } from '../onnx/tensor.js';

/** Input `x_BTD`, and the rows b * T + t from `start_1` to before `end_1` of it; output `x_1ND`, as one sequence. */
export function buildRowsGraph(): ModelProto {
  return buildModel('rows', {
    nodes: [
      node('Flatten', ['x_BTD'], ['all'], { axis: 2 }),
      node('Slice', ['all', 'start_1', 'end_1'], ['x_ND']),
      node('Unsqueeze', ['x_ND', 'first'], ['x_1ND']),
    ],
    inputs: [
      tensorInfo('x_BTD', DataType.FLOAT, ['B', 'T', 'D']),
      tensorInfo('start_1', DataType.INT64, [1]),
      tensorInfo('end_1', DataType.INT64, [1]),
    ],
    outputs: [tensorInfo('x_1ND', DataType.FLOAT)],
    initializers: [int64Tensor('first', [1], [0])],
  });
}
