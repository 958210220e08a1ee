/** The encoder of plain dictionaries: one linear layer and a ReLU. */
import { node } from '../../onnx/build-graph.js';
import { encoderInput, denseActivations } from './architecture.js';
import type { EncoderGraph } from './architecture.js';

/**
 * f = relu(input·W_enc + b_enc)
 *
 * @source dictionary_learning, AutoEncoder and AutoEncoderNew; SAELens, StandardSAE
 */
export const reluEncoder: EncoderGraph = {
  kind: 'dense',
  nodes: [
    node('Gemm', [encoderInput, 'wEnc_FD', 'bEnc_F'], ['preActivation_NF'], { transB: 1 }),
    node('Relu', ['preActivation_NF'], [denseActivations]),
  ],
  weights: ['wEnc_FD', 'bEnc_F'],
  constants: [],
};
