/** Compiles a dictionary to ONNX graphs: activations to the features that fire, and features back to activations. */
import type { DictionaryArchitecture, DictionaryRecord } from '../../domain/dictionary.js';
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto, NodeProto, TensorProto } from '../onnx/generated/onnx_pb.js';
import { float32Tensor, int64Tensor, referencedTensor } from '../onnx/tensor.js';
import { activationInput, featureOutput } from './architectures/architecture.js';
import type { BuildEncoder } from './architectures/architecture.js';
import { buildStandardEncoder } from './architectures/standard.js';
import type { CanonicalTensor, WeightRanges } from './canonical-weights.js';

const encoders: Partial<Record<DictionaryArchitecture, BuildEncoder>> = { STANDARD: buildStandardEncoder };

/**
 * A graph that finds every firing: input `x_ND` float32 [N, D]; outputs `row_N` and `feature_N` int32 and `activation_N`
 * float32, one entry a firing, rows ascending and features ascending within a row. Where the weights lie is given by
 * `readWeightRanges`; the graph refers to them and belongs into their folder.
 */
export function buildEncodeGraph(
  dictionary: Pick<DictionaryRecord, 'architecture' | 'forward'>,
  weights: WeightRanges,
): ModelProto {
  const buildEncoder = encoders[dictionary.architecture];
  if (!buildEncoder) throw new Error(`no encoder for the architecture ${dictionary.architecture}`);
  const encoder = buildEncoder(dictionary.forward);
  return buildModel('encode', {
    nodes: [...encoder.nodes, ...firingNodes()],
    inputs: [tensorInfo(activationInput, DataType.FLOAT, ['N', weights.width])],
    outputs: [
      tensorInfo('row_N', DataType.INT32),
      tensorInfo('feature_N', DataType.INT32),
      tensorInfo('activation_N', DataType.FLOAT),
    ],
    initializers: [
      ...encoder.weights.map((name) => weightTensor(name, weights)),
      ...encoder.constants,
      float32Tensor('zero', [], Float32Array.of(0)),
      int64Tensor('rowAxis', [], [0]),
      int64Tensor('featureAxis', [], [1]),
    ],
  });
}

/** A graph that reconstructs: input `f_NF` float32 [N, F], output `xHat_ND` = f·W_dec + b_dec. */
export function buildDecodeGraph(weights: WeightRanges): ModelProto {
  return buildModel('decode', {
    nodes: [node('Gemm', [featureOutput, 'wDec_FD', 'bDec_D'], ['xHat_ND'])],
    inputs: [tensorInfo(featureOutput, DataType.FLOAT, ['N', weights.size])],
    outputs: [tensorInfo('xHat_ND', DataType.FLOAT, ['N', weights.width])],
    initializers: [weightTensor('wDec_FD', weights), weightTensor('bDec_D', weights)],
  });
}

/** NonZero lists its [2, firings] indices in row-major order, which is the order that is promised. */
function firingNodes(): NodeProto[] {
  return [
    node('Greater', [featureOutput, 'zero'], ['fires_NF']),
    node('NonZero', ['fires_NF'], ['index_2N']),
    node('Transpose', ['index_2N'], ['index_N2'], { perm: [1, 0] }),
    node('GatherND', [featureOutput, 'index_N2'], ['activation_N']),
    node('Gather', ['index_2N', 'rowAxis'], ['row64_N'], { axis: 0 }),
    node('Gather', ['index_2N', 'featureAxis'], ['feature64_N'], { axis: 0 }),
    node('Cast', ['row64_N'], ['row_N'], { to: DataType.INT32 }),
    node('Cast', ['feature64_N'], ['feature_N'], { to: DataType.INT32 }),
  ];
}

function weightTensor(name: CanonicalTensor, { ranges, size, width }: WeightRanges): TensorProto {
  const dims = { wEnc_FD: [size, width], wDec_FD: [size, width], bEnc_F: [size], bDec_D: [width] }[name];
  return referencedTensor(name, { dims, dataType: DataType.FLOAT }, ranges[name]);
}
