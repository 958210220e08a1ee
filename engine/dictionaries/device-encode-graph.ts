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
  /** Outputs that come back by themselves; undefined for all. */
  readonly returns?: readonly string[];
  readonly model: ModelProto;
}

/** Features whose firing is told by the bits of one number. */
export const packedBits = 16;

/**
 * NonZero, by which `buildEncodeGraph` lists firings, runs on the CPU alone, and a mask of all features would go there. Input
 * `x_ND` float32 [N, D]. Of an architecture that selects features, the selection: `feature_NK` int32, ascending in each row, and
 * `strength_NK` float32, not above 0 where none fires. Of others, all float32: `activation_NF`, 0 where none fires; `fires_NC`,
 * whose bits say which of 16 features fire, the lowest bit for the first; and `blocks_NE`, whose bits say which of 16 numbers
 * of `fires_NC` are not 0. Only the last of them need leave the device.
 */
export function buildDeviceEncodeGraph(dictionary: GraphDictionary, weights: WeightRanges): DeviceEncodeGraph {
  const encoder = selectingPart(dictionary, weights);
  const inputs = [tensorInfo('x_ND', DataType.FLOAT, ['N', weights.width])];
  if (encoder.kind === 'dense') {
    const outputs = ['activation_NF', 'fires_NC', 'blocks_NE'].map((name) => tensorInfo(name, DataType.FLOAT));
    const packing = packingPart(weights.size);
    return {
      gives: 'features',
      returns: ['blocks_NE'],
      model: buildModel('encode-features', { ...joinParts(encoder, packing), inputs, outputs }),
    };
  }
  const outputs = [tensorInfo('strength_NK', DataType.FLOAT), tensorInfo('feature_NK', DataType.INT32)];
  const cast = { nodes: [node('Cast', ['selected_NK'], ['feature_NK'], { to: DataType.INT32 })], initializers: [] };
  return {
    gives: 'selection',
    model: buildModel('encode-selection', { ...joinParts(encoder, cast), inputs, outputs }),
  };
}

function packingPart(size: number): GraphPart {
  const some: GraphPart = { nodes: [node('Greater', ['fires_NC', 'zero'], ['fires_NC.some'])], initializers: [] };
  return joinParts(
    firingPart,
    packedPart('fires_NF', 'fires_NC', size),
    some,
    packedPart('fires_NC.some', 'blocks_NE', packedSize(size)),
  );
}

/** What is not a number does not fire. */
const firingPart: GraphPart = {
  nodes: [
    node('Greater', ['f_NF', 'zero'], ['fires_NF']),
    node('Where', ['fires_NF', 'f_NF', 'zero'], ['activation_NF']),
  ],
  initializers: [float32Tensor('zero', [], Float32Array.of(0))],
};

/** Numbers that hold a bit of each. */
export function packedSize(size: number): number {
  return Math.ceil(size / packedBits);
}

/** From truth values [N, size] to the numbers whose bits they are, exact in float32. */
function packedPart(mask: string, packed: string, size: number): GraphPart {
  const count = packedSize(size);
  const missing = count * packedBits - size;
  const [ones, filled] = [`${packed}.ones`, missing === 0 ? `${packed}.ones` : `${packed}.filled`];
  return {
    nodes: [
      node('Cast', [mask], [ones], { to: DataType.FLOAT }),
      ...(missing === 0 ? [] : [node('Pad', [ones, `${packed}.missing`], [filled])]),
      node('Reshape', [filled, `${packed}.shape`], [`${packed}.parts`]),
      node('Mul', [`${packed}.parts`, 'bits'], [`${packed}.weighted`]),
      node('ReduceSum', [`${packed}.weighted`, 'bitAxis'], [packed], { keepdims: 0 }),
    ],
    initializers: [
      ...(missing === 0 ? [] : [int64Tensor(`${packed}.missing`, [4], [0, 0, 0, missing])]),
      int64Tensor(`${packed}.shape`, [3], [-1, count, packedBits]),
      float32Tensor(
        'bits',
        [packedBits],
        Float32Array.from({ length: packedBits }, (_, bit) => 2 ** bit),
      ),
      int64Tensor('bitAxis', [1], [2]),
    ],
  };
}
