/** The product of activations and encoder in int8, in the place of the one in float32. */
import { node } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { NodeProto, TensorProto } from '../onnx/generated/onnx_pb.js';
import { float32Tensor, referencedTensor, uint8Tensor } from '../onnx/tensor.js';
import { encoderInput } from './architectures/architecture.js';
import type { EncoderGraph } from './architectures/architecture.js';
import type { WeightRanges } from './canonical-weights.js';
import { encoderCodes } from './encoder-codes.js';

/** Codes of activations: 127 steps to either side of the one that stands for 0. */
const levels = 127;
const codeOfZero = 128;
/** Keeps a token of zeros from being divided by zero; far below the peak of any other. */
const smallestPeak = 1e-30;

/**
 * The encoder with input·W_enc made of integers: every token is rounded to 255 steps up to its own largest absolute coordinate,
 * the codes are multiplied exactly, and the product is scaled back. All else stays in float32. A token's result does not depend
 * on the others of its batch.
 */
export function withInt8Product(encoder: EncoderGraph, weights: WeightRanges): EncoderGraph {
  return {
    ...encoder,
    nodes: encoder.nodes.flatMap((each) => (each.input.includes('wEnc_FD') ? productNodes(each) : [each])),
    weights: encoder.weights.map((name) => (name === 'wEnc_FD' ? 'encoderScale_F' : name)),
    constants: [...encoder.constants, codesTensor(weights), ...productConstants()],
  };
}

/** For a Gemm of the input, W_enc and perhaps a bias. */
function productNodes({ input: [, , bias], output: [product] }: NodeProto): NodeProto[] {
  const unbiased = bias ? 'encoderProduct_NF' : product;
  return [
    node('Abs', [encoderInput], ['magnitude_ND']),
    node('ReduceMax', ['magnitude_ND'], ['peak_N1'], { axes: [1], keepdims: 1 }),
    node('Max', ['peak_N1', 'smallestPeak'], ['safePeak_N1']),
    // A maximum passes over what is no number, and its code would be one.
    node('ReduceL1', [encoderInput], ['inputSum_N1'], { axes: [1], keepdims: 1 }),
    node('IsNaN', ['inputSum_N1'], ['isNoNumber_N1']),
    node('Where', ['isNoNumber_N1', 'inputSum_N1', 'safePeak_N1'], ['codedPeak_N1']),
    node('Div', ['codedPeak_N1', 'inputLevels'], ['step_N1']),
    node('Div', [encoderInput, 'step_N1'], ['steps_ND']),
    node('Round', ['steps_ND'], ['wholeSteps_ND']),
    node('Add', ['wholeSteps_ND', 'inputOffset'], ['shiftedSteps_ND']),
    node('Cast', ['shiftedSteps_ND'], ['inputCode_ND'], { to: DataType.UINT8 }),
    node('MatMulInteger', ['inputCode_ND', encoderCodes, 'codeOfZero'], ['codeProduct_NF']),
    node('Cast', ['codeProduct_NF'], ['floatProduct_NF'], { to: DataType.FLOAT }),
    node('Mul', ['floatProduct_NF', 'step_N1'], ['steppedProduct_NF']),
    node('Mul', ['steppedProduct_NF', 'encoderScale_F'], [unbiased]),
    ...(bias ? [node('Add', [unbiased, bias], [product])] : []),
  ];
}

function codesTensor({ size, width, ranges }: WeightRanges): TensorProto {
  const range = ranges[encoderCodes];
  if (!range) throw new Error('the dictionary has no codes of its encoder');
  return referencedTensor(encoderCodes, { dims: [width, size], dataType: DataType.INT8 }, range);
}

function productConstants(): TensorProto[] {
  return [
    float32Tensor('smallestPeak', [], Float32Array.of(smallestPeak)),
    float32Tensor('inputLevels', [], Float32Array.of(levels)),
    float32Tensor('inputOffset', [], Float32Array.of(codeOfZero)),
    uint8Tensor('codeOfZero', [], Uint8Array.of(codeOfZero)),
  ];
}
