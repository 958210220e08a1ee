/** The encoder of dictionaries that keep the strongest feature of each of k groups. */
import { node } from '../../onnx/build-graph.js';
import { int64Tensor } from '../../onnx/tensor.js';
import { encoderInput, selectedActivations, selectedFeatures } from './architecture.js';
import type { EncoderGraph } from './architecture.js';

/**
 * The ReLU of the largest pre-activation of each of k consecutive groups of F / k features; of equal ones the lower index.
 *
 * @source EleutherAI/sparsify, the activation `groupmax`
 */
export function groupMaxEncoder(k: number, size: number): EncoderGraph {
  if (size % k !== 0) throw new Error(`${size} features do not make ${k} groups`);
  const groupSize = size / k;
  const firstOfGroup = Array.from({ length: k }, (_, group) => group * groupSize);
  return {
    kind: 'selected',
    nodes: [
      node('Gemm', [encoderInput, 'wEnc_FD', 'bEnc_F'], ['preActivation_NF'], { transB: 1 }),
      node('Reshape', ['preActivation_NF', 'groups'], ['grouped_NKG']),
      node('ReduceMax', ['grouped_NKG'], ['largest_NK'], { axes: [2], keepdims: 0 }),
      node('ArgMax', ['grouped_NKG'], ['place_NK'], { axis: 2, keepdims: 0 }),
      node('Add', ['place_NK', 'firstOfGroup_K'], [selectedFeatures]),
      node('Relu', ['largest_NK'], [selectedActivations]),
    ],
    weights: ['wEnc_FD', 'bEnc_F'],
    constants: [int64Tensor('groups', [3], [-1, k, groupSize]), int64Tensor('firstOfGroup_K', [k], firstOfGroup)],
  };
}
