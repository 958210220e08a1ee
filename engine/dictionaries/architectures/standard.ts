/** The encoder of the architecture STANDARD: one linear layer and a ReLU. */
import type { NodeProto } from '../../onnx/generated/onnx_pb.js';
import { node } from '../../onnx/build-graph.js';
import type { CanonicalTensor } from '../canonical-weights.js';
import { activationInput, featureOutput } from './architecture.js';
import type { BuildEncoder } from './architecture.js';

/**
 * f = relu((x - b_dec)·W_enc + b_enc), or without b_dec where the dictionary does not subtract it.
 *
 * @source dictionary_learning, AutoEncoder and AutoEncoderNew; SAELens, StandardSAE
 */
export const buildStandardEncoder: BuildEncoder = ({ subtractsDecoderBias }) => {
  const centred = subtractsDecoderBias ? 'centred_ND' : activationInput;
  const centring: NodeProto[] = subtractsDecoderBias ? [node('Sub', [activationInput, 'bDec_D'], [centred])] : [];
  const weights: CanonicalTensor[] = ['wEnc_FD', 'bEnc_F'];
  return {
    nodes: [
      ...centring,
      node('Gemm', [centred, 'wEnc_FD', 'bEnc_F'], ['preActivation_NF'], { transB: 1 }),
      node('Relu', ['preActivation_NF'], [featureOutput]),
    ],
    weights: subtractsDecoderBias ? [...weights, 'bDec_D'] : weights,
    constants: [],
  };
};
