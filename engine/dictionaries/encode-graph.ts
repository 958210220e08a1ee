/** Compiles a dictionary's encoder to an ONNX graph: from activations to the features that fire. */
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { float32Tensor, int64Tensor } from '../onnx/tensor.js';
import type { WeightRanges } from './canonical-weights.js';
import { selectingPart } from './dictionary-graph.js';
import type { GraphDictionary, SelectingPart } from './dictionary-graph.js';
import { joinParts } from './graph-part.js';
import type { GraphPart } from './graph-part.js';

/**
 * A graph that finds every firing: input `x_ND` float32 [N, D]; outputs `row_N` and `feature_N` int32 and `activation_N`
 * float32, one entry a firing, rows ascending and features ascending within a row. Where the weights lie is given by
 * `readWeightRanges`; the graph refers to them and belongs into their folder.
 */
export function buildEncodeGraph(dictionary: GraphDictionary, weights: WeightRanges): ModelProto {
  const encoder = selectingPart(dictionary, weights);
  return buildModel('encode', {
    ...joinParts(encoder, firingPart(encoder)),
    inputs: [tensorInfo('x_ND', DataType.FLOAT, ['N', weights.width])],
    outputs: [
      tensorInfo('row_N', DataType.INT32),
      tensorInfo('feature_N', DataType.INT32),
      tensorInfo('activation_N', DataType.FLOAT),
    ],
  });
}

/** NonZero lists its [2, firings] indices in row-major order, which is the order that is promised. */
function firingPart({ kind }: SelectingPart): GraphPart {
  const activations = kind === 'dense' ? 'f_NF' : 'strength_NK';
  const feature =
    kind === 'dense'
      ? node('Gather', ['index_2N', 'columnAxis'], ['feature64_N'], { axis: 0 })
      : node('GatherND', ['selected_NK', 'index_N2'], ['feature64_N']);
  return {
    nodes: [
      node('Greater', [activations, 'zero'], ['fires']),
      node('NonZero', ['fires'], ['index_2N']),
      node('Transpose', ['index_2N'], ['index_N2'], { perm: [1, 0] }),
      node('GatherND', [activations, 'index_N2'], ['activation_N']),
      node('Gather', ['index_2N', 'rowAxis'], ['row64_N'], { axis: 0 }),
      feature,
      node('Cast', ['row64_N'], ['row_N'], { to: DataType.INT32 }),
      node('Cast', ['feature64_N'], ['feature_N'], { to: DataType.INT32 }),
    ],
    initializers: [
      float32Tensor('zero', [], Float32Array.of(0)),
      int64Tensor('rowAxis', [], [0]),
      ...(kind === 'dense' ? [int64Tensor('columnAxis', [], [1])] : []),
    ],
  };
}
