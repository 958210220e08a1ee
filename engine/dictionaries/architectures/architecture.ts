/** What an architecture of dictionaries contributes to a graph: the nodes of its encoder. */
import type { CanonicalTensor } from '../../engine.js';
import type { NodeProto, TensorProto } from '../../onnx/generated/onnx_pb.js';

/** What an encoder's nodes read: the activations, normalised and centred where the dictionary does that. */
export const encoderInput = 'input_ND';
/** The activations of all features, as if none had been removed by a pruning. */
export const denseActivations = 'unpruned_NF';
/** Of an encoder that selects K features a token: their indices, int64, ascending, and their activations. */
export const selectedFeatures = 'selected_NK';
export const selectedActivations = 'unpruned_NK';

export interface EncoderGraph {
  /**
   * dense: from `input_ND` to `unpruned_NF`, 0 where a feature does not fire. selected: from `input_ND` to `selected_NK` and
   * `unpruned_NK`, which may be 0. Canonical weights go by their names.
   */
  readonly kind: 'dense' | 'selected';
  readonly nodes: readonly NodeProto[];
  /** The canonical weights that the nodes use. */
  readonly weights: readonly CanonicalTensor[];
  /** Constants of the architecture. */
  readonly constants: readonly TensorProto[];
}
