/** The parts that normalise activations before a dictionary encodes them, and undo it after it decoded. */
import type { ActivationNormalisation } from '../../domain/dictionary.js';
import { node } from '../onnx/build-graph.js';
import { float32Tensor } from '../onnx/tensor.js';
import type { GraphPart } from './graph-part.js';

export interface Normalisation {
  /** From `x_ND` to `normalised_ND`. */
  readonly normalise: GraphPart;
  /** From `decoded_ND`, and what `normalise` found, to `restored_ND`. */
  readonly restore: GraphPart;
  /** The tensor of `normalise`, [N, 1], by which a change of `decoded_ND` changes what is restored. */
  readonly stretch: string;
}

/** Keeps an activation of zeros from being divided by zero; far below the length of any other. */
const shortestLength = 1e-30;
const addedToDeviation = 1e-5;

/**
 * layerNorm divides by the unbiased standard deviation, which ONNX's LayerNormalization does not.
 *
 * @source SAELens, saes/sae.py, `_setup_activation_normalization`; openai/sparse_autoencoder, model.py, `LN`
 */
export function createNormalisation(normalisation: ActivationNormalisation, width: number): Normalisation {
  return normalisation === 'constantNorm' ? constantNorm(width) : layerNorm(width);
}

function constantNorm(width: number): Normalisation {
  const normalise: GraphPart = {
    nodes: [
      node('ReduceL2', ['x_ND'], ['length_N1'], { axes: [1], keepdims: 1 }),
      node('Max', ['length_N1', 'shortestLength'], ['safeLength_N1']),
      node('Div', ['safeLength_N1', 'rootOfWidth'], ['scale_N1']),
      node('Div', ['x_ND', 'scale_N1'], ['normalised_ND']),
    ],
    initializers: [scalar('shortestLength', shortestLength), scalar('rootOfWidth', Math.sqrt(width))],
  };
  const restore = [node('Mul', ['decoded_ND', 'scale_N1'], ['restored_ND'])];
  return { normalise, restore: { nodes: restore, initializers: [] }, stretch: 'scale_N1' };
}

function layerNorm(width: number): Normalisation {
  const normalise: GraphPart = {
    nodes: [
      node('ReduceMean', ['x_ND'], ['mean_N1'], { axes: [1], keepdims: 1 }),
      node('Sub', ['x_ND', 'mean_N1'], ['deviation_ND']),
      node('ReduceSumSquare', ['deviation_ND'], ['squares_N1'], { axes: [1], keepdims: 1 }),
      node('Div', ['squares_N1', 'degreesOfFreedom'], ['variance_N1']),
      node('Sqrt', ['variance_N1'], ['standardDeviation_N1']),
      node('Add', ['standardDeviation_N1', 'addedToDeviation'], ['divisor_N1']),
      node('Div', ['deviation_ND', 'divisor_N1'], ['normalised_ND']),
    ],
    initializers: [scalar('degreesOfFreedom', width - 1), scalar('addedToDeviation', addedToDeviation)],
  };
  const restore = [
    node('Mul', ['decoded_ND', 'standardDeviation_N1'], ['stretched_ND']),
    node('Add', ['stretched_ND', 'mean_N1'], ['restored_ND']),
  ];
  return { normalise, restore: { nodes: restore, initializers: [] }, stretch: 'standardDeviation_N1' };
}

function scalar(name: string, value: number) {
  return float32Tensor(name, [], Float32Array.of(value));
}
