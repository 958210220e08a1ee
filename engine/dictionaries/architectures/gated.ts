/** The encoder of gated dictionaries: one linear layer, read by a gate and by a magnitude. */
import { node } from '../../onnx/build-graph.js';
import { float32Tensor } from '../../onnx/tensor.js';
import { encoderInput, denseActivations } from './architecture.js';
import type { EncoderGraph } from './architecture.js';

/**
 * f = relu(magnitudeScale * u + magnitudeBias) where u + b_enc > 0, otherwise 0; u = input·W_enc
 *
 * @source dictionary_learning, GatedAutoEncoder; SAELens, GatedSAE
 */
export const gatedEncoder: EncoderGraph = {
  kind: 'dense',
  nodes: [
    node('Gemm', [encoderInput, 'wEnc_FD'], ['linear_NF'], { transB: 1 }),
    node('Add', ['linear_NF', 'bEnc_F'], ['gate_NF']),
    node('Greater', ['gate_NF', 'gateEdge'], ['isOpen_NF']),
    node('Mul', ['linear_NF', 'magnitudeScale_F'], ['scaled_NF']),
    node('Add', ['scaled_NF', 'magnitudeBias_F'], ['shifted_NF']),
    node('Relu', ['shifted_NF'], ['magnitude_NF']),
    node('Where', ['isOpen_NF', 'magnitude_NF', 'gateEdge'], [denseActivations]),
  ],
  weights: ['wEnc_FD', 'bEnc_F', 'magnitudeScale_F', 'magnitudeBias_F'],
  constants: [float32Tensor('gateEdge', [], Float32Array.of(0))],
};
