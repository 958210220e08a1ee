/** The graphs by which activations are changed on their way through a model, and features watched. */
import type { WeightRanges } from '../dictionaries/canonical-weights.js';
import { decoderPart, encoderPart } from '../dictionaries/dictionary-graph.js';
import type { GraphDictionary } from '../dictionaries/dictionary-graph.js';
import { joinParts, weightsPart } from '../dictionaries/graph-part.js';
import type { GraphPart } from '../dictionaries/graph-part.js';
import { createNormalisation } from '../dictionaries/normalisation.js';
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { int64Tensor } from '../onnx/tensor.js';

const readInput = ({ width }: WeightRanges) => tensorInfo('read_BTD', DataType.FLOAT, ['B', 'T', width]);
const featureInput = tensorInfo('feature_S', DataType.INT64, ['S']);
/** What the result is reshaped to: B, T and its last axis. */
const shapeInput = tensorInfo('shape_3', DataType.INT64, [3]);

/**
 * From `read_BTD` to `change_BTD`, what a change of some features adds where the dictionary writes: (factor * f + offset - f)·d
 * summed over the features `feature_S`; factors and offsets are float32 [N, S], one row a position of the batch, or [1, S].
 */
export function buildFeatureChangeGraph(dictionary: GraphDictionary, weights: WeightRanges): ModelProto {
  return buildModel('change-features', {
    ...joinParts(rowsPart(weights.width), encoderPart(dictionary, weights), changePart(dictionary, weights)),
    inputs: [
      readInput(weights),
      featureInput,
      tensorInfo('factor_NS', DataType.FLOAT, ['changed', 'S']),
      tensorInfo('offset_NS', DataType.FLOAT, ['changed', 'S']),
      shapeInput,
    ],
    outputs: [tensorInfo('change_BTD', DataType.FLOAT)],
  });
}

function changePart({ forward }: GraphDictionary, weights: WeightRanges): GraphPart {
  const stretch = forward.normalisation && createNormalisation(forward.normalisation, weights.width).stretch;
  const change: GraphPart = {
    nodes: [
      node('Gather', ['f_NF', 'feature_S'], ['f_NS'], { axis: 1 }),
      node('Mul', ['f_NS', 'factor_NS'], ['scaled_NS']),
      node('Add', ['scaled_NS', 'offset_NS'], ['changed_NS']),
      node('Sub', ['changed_NS', 'f_NS'], ['difference_NS']),
      node('Gather', ['wDec_FD', 'feature_S'], ['d_SD'], { axis: 0 }),
      node('MatMul', ['difference_NS', 'd_SD'], ['decodedChange_ND']),
      stretch
        ? node('Mul', ['decodedChange_ND', stretch], ['change_ND'])
        : node('Identity', ['decodedChange_ND'], ['change_ND']),
      node('Reshape', ['change_ND', 'shape_3'], ['change_BTD']),
    ],
    initializers: [],
  };
  return joinParts(weightsPart(['wDec_FD'], weights), change);
}

/** From `read_BTD` to `reconstruction_BTD`. */
export function buildReplacementGraph(dictionary: GraphDictionary, weights: WeightRanges): ModelProto {
  const reshape: GraphPart = {
    nodes: [node('Reshape', ['xHat_ND', 'shape_3'], ['reconstruction_BTD'])],
    initializers: [],
  };
  return buildModel('reconstruct', {
    ...joinParts(rowsPart(weights.width), encoderPart(dictionary, weights), decoderPart(dictionary, weights), reshape),
    inputs: [readInput(weights), shapeInput],
    outputs: [tensorInfo('reconstruction_BTD', DataType.FLOAT)],
  });
}

/** From `read_BTD` to `watched_BTS`, the activations of the features `feature_S`. */
export function buildWatchGraph(dictionary: GraphDictionary, weights: WeightRanges): ModelProto {
  const watch: GraphPart = {
    nodes: [
      node('Gather', ['f_NF', 'feature_S'], ['f_NS'], { axis: 1 }),
      node('Reshape', ['f_NS', 'shape_3'], ['watched_BTS']),
    ],
    initializers: [],
  };
  return buildModel('watch', {
    ...joinParts(rowsPart(weights.width), encoderPart(dictionary, weights), watch),
    inputs: [readInput(weights), featureInput, shapeInput],
    outputs: [tensorInfo('watched_BTS', DataType.FLOAT)],
  });
}

/** `changed_BTD` = Where(mask, value, x) + change, of any width; mask, value and change are broadcast. */
export function buildApplyGraph(): ModelProto {
  const axes = (name: string): string[] => ['B', 'T', 'D'].map((axis) => `${name}.${axis}`);
  return buildModel('apply', {
    nodes: [
      node('Where', ['mask', 'value', 'x_BTD'], ['kept_BTD']),
      node('Add', ['kept_BTD', 'change'], ['changed_BTD']),
    ],
    initializers: [],
    inputs: [
      tensorInfo('x_BTD', DataType.FLOAT, axes('x')),
      tensorInfo('mask', DataType.BOOL, axes('mask')),
      tensorInfo('value', DataType.FLOAT, axes('value')),
      tensorInfo('change', DataType.FLOAT, axes('change')),
    ],
    outputs: [tensorInfo('changed_BTD', DataType.FLOAT)],
  });
}

function rowsPart(width: number): GraphPart {
  return {
    nodes: [node('Reshape', ['read_BTD', 'rows.shape'], ['x_ND'])],
    initializers: [int64Tensor('rows.shape', [2], [-1, width])],
  };
}
