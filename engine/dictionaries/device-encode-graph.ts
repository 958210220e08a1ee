/** Compiles a dictionary's encoder for a device that cannot list firings: what it gives is short enough to be listed elsewhere. */
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { float32Tensor, int64Tensor } from '../onnx/tensor.js';
import type { WeightRanges } from './canonical-weights.js';
import { selectingPart } from './dictionary-graph.js';
import type { GraphDictionary } from './dictionary-graph.js';
import { joinParts } from './graph-part.js';
import type { GraphPart } from './graph-part.js';

export interface DeviceEncodeGraph {
  readonly gives: 'selection' | 'features';
  readonly model: ModelProto;
}

/**
 * NonZero, by which `buildEncodeGraph` lists firings, runs on the CPU alone, and a mask of all features would go there. Input
 * `x_ND` float32 [N, D]. Of an architecture that selects features, the selection: `feature_NK` int32, ascending in each row, and
 * `strength_NK` float32, not above 0 where none fires. Of others `activation_NF` float32, 0 where none fires, which need not leave the
 * device, and `firings_N` int32, how many do in each row.
 */
export function buildDeviceEncodeGraph(dictionary: GraphDictionary, weights: WeightRanges): DeviceEncodeGraph {
  const encoder = selectingPart(dictionary, weights);
  const inputs = [tensorInfo('x_ND', DataType.FLOAT, ['N', weights.width])];
  if (encoder.kind === 'dense') {
    const outputs = [tensorInfo('activation_NF', DataType.FLOAT), tensorInfo('firings_N', DataType.INT32)];
    const model = buildModel('encode-features', { ...joinParts(encoder, countingPart), inputs, outputs });
    return { gives: 'features', model };
  }
  const outputs = [tensorInfo('strength_NK', DataType.FLOAT), tensorInfo('feature_NK', DataType.INT32)];
  const cast = { nodes: [node('Cast', ['selected_NK'], ['feature_NK'], { to: DataType.INT32 })], initializers: [] };
  return {
    gives: 'selection',
    model: buildModel('encode-selection', { ...joinParts(encoder, cast), inputs, outputs }),
  };
}

/** Float32 counts exactly to 2^24. What is not a number does not fire, and must not be taken for the strongest. */
const countingPart: GraphPart = {
  nodes: [
    node('Greater', ['f_NF', 'zero'], ['fires_NF']),
    node('Where', ['fires_NF', 'f_NF', 'zero'], ['activation_NF']),
    node('Cast', ['fires_NF'], ['one_NF'], { to: DataType.FLOAT }),
    node('ReduceSum', ['one_NF', 'featureAxis'], ['count_N'], { keepdims: 0 }),
    node('Cast', ['count_N'], ['firings_N'], { to: DataType.INT32 }),
  ],
  initializers: [float32Tensor('zero', [], Float32Array.of(0)), int64Tensor('featureAxis', [1], [1])],
};
