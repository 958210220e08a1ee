/** The encoder of dictionaries that keep the k strongest features of a token. */
import { node } from '../../onnx/build-graph.js';
import { int64Tensor } from '../../onnx/tensor.js';
import { encoderInput, selectedActivations, selectedFeatures } from './architecture.js';
import type { EncoderGraph } from './architecture.js';

/**
 * The ReLU of the k largest pre-activations input·W_enc + b_enc of a token. Of equal ones the lower index is kept, as ONNX
 * defines TopK. Whether the ReLU comes before or after makes no difference: where fewer than k are positive, the rest is 0.
 * A second TopK, of the k indices, puts them in order. Needs at least one row: ONNX Runtime's TopK divides by their number, and
 * the process ends.
 *
 * @source dictionary_learning, AutoEncoderTopK; sparsify; SAELens, TopKSAE; openai/sparse_autoencoder, TopK
 */
export function topKEncoder(k: number): EncoderGraph {
  return {
    kind: 'selected',
    nodes: [
      node('Gemm', [encoderInput, 'wEnc_FD', 'bEnc_F'], ['preActivation_NF'], { transB: 1 }),
      node('TopK', ['preActivation_NF', 'k'], ['largest_NK', 'index_NK'], { axis: 1, sorted: 0 }),
      node('TopK', ['index_NK', 'k'], [selectedFeatures, 'order_NK'], { axis: 1, largest: 0 }),
      node('GatherElements', ['largest_NK', 'order_NK'], ['ordered_NK'], { axis: 1 }),
      node('Relu', ['ordered_NK'], [selectedActivations]),
    ],
    weights: ['wEnc_FD', 'bEnc_F'],
    constants: [int64Tensor('k', [1], [k])],
  };
}
