/** The graphs that encode and decode the activations of a hook point, and measure what became of them. */
import type { WeightRanges } from '../dictionaries/canonical-weights.js';
import { decoderPart, encoderPart } from '../dictionaries/dictionary-graph.js';
import type { GraphDictionary } from '../dictionaries/dictionary-graph.js';
import { joinParts } from '../dictionaries/graph-part.js';
import type { GraphPart } from '../dictionaries/graph-part.js';
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { int64Tensor } from '../onnx/tensor.js';
import { reconstructionStatisticsPart, statisticsOutputs } from './reconstruction-statistics.js';

/** The inputs by which a graph is told which rows of [B, T] it is for: from `start_1` to before `end_1`, of shape `block_3`. */
const rowInputs = [tensorInfo('start_1', DataType.INT64, [1]), tensorInfo('end_1', DataType.INT64, [1])];
const readInput = ({ width }: WeightRanges) => tensorInfo('read_BTD', DataType.FLOAT, ['B', 'T', width]);

/**
 * Decodes the features of the rows of `read_BTD` and measures what became of these rows of `written_BTD`. It encodes its own
 * features, or is given those of all indices as `shared_NF`, and as `kept_F` a 1 for each that was not pruned, otherwise 0.
 */
export function buildMeasuringGraph(
  { forward }: GraphDictionary,
  weights: WeightRanges,
  features: 'own' | 'shared',
): ModelProto {
  const { size, outputWidth } = weights;
  return buildModel('measure', {
    ...joinParts(
      rowsPart('read_BTD', 'x_ND', weights.width),
      rowsPart('written_BTD', 'y_ND', outputWidth),
      features === 'own' ? encoderPart({ forward }, weights) : keptPart,
      decoderPart({ forward }, weights),
      reconstructionStatisticsPart,
      placingPart(outputWidth),
    ),
    inputs: [
      ...(features === 'own' ? [] : sharedInputs(size)),
      readInput(weights),
      tensorInfo('written_BTD', DataType.FLOAT, ['B', 'T', outputWidth]),
      tensorInfo('placed_BTD', DataType.FLOAT, ['B', 'T', outputWidth]),
      tensorInfo('counted_BT', DataType.BOOL, ['B', 'T']),
      ...rowInputs,
      tensorInfo('block_3', DataType.INT64, [3]),
    ],
    outputs: [...statisticsOutputs, tensorInfo('reconstruction_BTD', DataType.FLOAT)],
  });
}

/** Encodes the rows of `read_BTD` for all dictionaries that share these weights: output `f_NF`, nothing pruned. */
export function buildSharedEncodingGraph({ forward }: GraphDictionary, weights: WeightRanges): ModelProto {
  return buildModel('encode-shared', {
    ...joinParts(rowsPart('read_BTD', 'x_ND', weights.width), encoderPart({ forward }, weights)),
    inputs: [readInput(weights), ...rowInputs],
    outputs: [tensorInfo('f_NF', DataType.FLOAT, ['N', weights.size])],
  });
}

/** From [B, T, width] to its rows, [N, width]. */
function rowsPart(tensor: string, rows: string, width: number): GraphPart {
  return {
    nodes: [
      node('Reshape', [tensor, `${rows}.shape`], [`${rows}.all`]),
      node('Slice', [`${rows}.all`, 'start_1', 'end_1'], [rows]),
    ],
    initializers: [int64Tensor(`${rows}.shape`, [2], [-1, width])],
  };
}

const sharedInputs = (size: number) => [
  tensorInfo('shared_NF', DataType.FLOAT, ['N', size]),
  tensorInfo('kept_F', DataType.FLOAT, [size]),
];

const keptPart: GraphPart = { nodes: [node('Mul', ['shared_NF', 'kept_F'], ['f_NF'])], initializers: [] };

/** From `placed_BTD` to `reconstruction_BTD`: the same with these rows reconstructed. */
function placingPart(width: number): GraphPart {
  return {
    nodes: [
      node('Shape', ['placed_BTD'], ['placed.whole']),
      node('Reshape', ['placed_BTD', 'placed.shape'], ['placed.rows']),
      node('Slice', ['placed.rows', 'placed.first', 'start_1'], ['placed.before']),
      node('Slice', ['placed.rows', 'end_1', 'placed.end'], ['placed.behind']),
      node('Concat', ['placed.before', 'xHat_ND', 'placed.behind'], ['placed.joined'], { axis: 0 }),
      node('Reshape', ['placed.joined', 'placed.whole'], ['reconstruction_BTD']),
    ],
    initializers: [
      int64Tensor('placed.shape', [2], [-1, width]),
      int64Tensor('placed.first', [1], [0]),
      int64Tensor('placed.end', [1], [Number.MAX_SAFE_INTEGER]),
    ],
  };
}
