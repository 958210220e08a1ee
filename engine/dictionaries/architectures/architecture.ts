/** What an architecture of dictionaries contributes to a graph: the nodes of its encoder. */
import type { DictionaryForward } from '../../../domain/dictionary.js';
import type { NodeProto, TensorProto } from '../../onnx/generated/onnx_pb.js';
import type { CanonicalTensor } from '../canonical-weights.js';

/** The tensors between which an encoder's nodes lie. */
export const activationInput = 'x_ND';
export const featureOutput = 'f_NF';

export interface EncoderGraph {
  /** From `x_ND` to `f_NF`, 0 where a feature does not fire; canonical weights go by their names. */
  readonly nodes: readonly NodeProto[];
  /** The canonical weights that the nodes use. */
  readonly weights: readonly CanonicalTensor[];
  /** Constants of the architecture. */
  readonly constants: readonly TensorProto[];
}

export type BuildEncoder = (forward: DictionaryForward) => EncoderGraph;
