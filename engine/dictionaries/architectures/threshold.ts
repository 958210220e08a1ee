/** The encoder of dictionaries whose features fire above a threshold of their own: JumpReLU, BatchTopK, Matryoshka. */
import { node } from '../../onnx/build-graph.js';
import { float32Tensor } from '../../onnx/tensor.js';
import { encoderInput, denseActivations } from './architecture.js';
import type { EncoderGraph } from './architecture.js';

/**
 * f = relu(pre) where pre > threshold, otherwise 0; pre = input·W_enc + b_enc
 *
 * @source dictionary_learning, JumpReluAutoEncoder, and BatchTopKSAE and MatryoshkaBatchTopKSAE with `use_threshold`;
 * SAELens, jumprelu_sae.py
 */
export const thresholdEncoder: EncoderGraph = {
  kind: 'dense',
  nodes: [
    node('Gemm', [encoderInput, 'wEnc_FD', 'bEnc_F'], ['preActivation_NF'], { transB: 1 }),
    node('Greater', ['preActivation_NF', 'threshold_F'], ['isAbove_NF']),
    node('Relu', ['preActivation_NF'], ['positive_NF']),
    node('Where', ['isAbove_NF', 'positive_NF', 'silence'], [denseActivations]),
  ],
  weights: ['wEnc_FD', 'bEnc_F', 'threshold_F'],
  constants: [float32Tensor('silence', [], Float32Array.of(0))],
};
