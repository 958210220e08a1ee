/** The two halves of a dictionary as parts of a graph: activations to features, and features back to activations. */
import type { DictionaryForward, DictionaryRecord } from '../../domain/dictionary.js';
import { decodeIndexSet } from '../../domain/index-set.js';
import { unreachable } from '../../domain/unreachable.js';
import { node } from '../onnx/build-graph.js';

import { float32Tensor, int64Tensor } from '../onnx/tensor.js';
import { denseActivations, encoderInput, selectedActivations, selectedFeatures } from './architectures/architecture.js';
import type { EncoderGraph } from './architectures/architecture.js';
import { gatedEncoder } from './architectures/gated.js';
import { groupMaxEncoder } from './architectures/group-max.js';
import { reluEncoder } from './architectures/relu.js';
import { thresholdEncoder } from './architectures/threshold.js';
import { topKEncoder } from './architectures/top-k.js';
import type { WeightRanges } from './canonical-weights.js';
import { joinParts, weightsPart } from './graph-part.js';
import type { GraphPart } from './graph-part.js';
import { createNormalisation } from './normalisation.js';

/** What of a record decides what its graphs compute. */
export type GraphDictionary = Pick<DictionaryRecord, 'forward' | 'pruning'>;

/** An encoder whose architecture may select some features of a token without writing down all of them. */
export interface SelectingPart extends GraphPart {
  /** dense: ends in `f_NF`. selected: ends in `selected_NK`, int64 indices ascending in each row, and `strength_NK`. */
  readonly kind: EncoderGraph['kind'];
}

/**
 * From `x_ND`, [N, width], to `f_NF`, [N, F]: 0 where a feature does not fire, or where a pruning removed it. What the
 * decoder's part needs as well is in both: they go together by `joinParts`. N must be at least 1: see `topKEncoder`.
 */
export function encoderPart(dictionary: GraphDictionary, weights: WeightRanges): GraphPart {
  const selecting = selectingPart(dictionary, weights);
  return selecting.kind === 'dense' ? selecting : joinParts(selecting, scatterPart(weights.size));
}

/** As `encoderPart`, but a selection stays one. A pruning takes away from it, and nothing comes in its place. */
export function selectingPart({ forward, pruning }: GraphDictionary, weights: WeightRanges): SelectingPart {
  const { kind, nodes, weights: names, constants } = encoderGraph(forward, weights.size);
  const encoder = joinParts(weightsPart(names, weights), { nodes, initializers: constants });
  const gone_F = pruning && decodeIndexSet(pruning.goneIndices, weights.size);
  const kept = kind === 'dense' ? keptFeatures(gone_F) : keptSelection(gone_F);
  return { kind, ...joinParts(inputPart(forward, weights), encoder, kept) };
}

/** From `f_NF` and, where the dictionary normalises or skips, `x_ND` to `xHat_ND`, [N, outputWidth]. */
export function decoderPart({ forward }: GraphDictionary, weights: WeightRanges): GraphPart {
  const decoder = joinParts(weightsPart(['wDec_FD', 'bDec_D'], weights), {
    nodes: [node('Gemm', ['f_NF', 'wDec_FD', 'bDec_D'], ['decoded_ND'])],
    initializers: [],
  });
  return joinParts(decoder, restoringPart(forward, weights), skippingPart(weights));
}

function encoderGraph({ activation }: DictionaryForward, size: number): EncoderGraph {
  if (!activation) return reluEncoder;
  switch (activation.kind) {
    case 'gated':
      return gatedEncoder;
    case 'threshold':
      return thresholdEncoder;
    case 'topK':
      return topKEncoder(activation.k);
    case 'groupMax':
      return groupMaxEncoder(activation.k, size);
    default:
      return unreachable(activation);
  }
}

/** From `x_ND` to `input_ND`. */
function inputPart({ normalisation, subtractsDecoderBias }: DictionaryForward, weights: WeightRanges): GraphPart {
  const normalise = normalisation ? [createNormalisation(normalisation, weights.width).normalise] : [];
  const normalised = normalisation ? 'normalised_ND' : 'x_ND';
  const centre: GraphPart = subtractsDecoderBias
    ? joinParts(weightsPart(['bDec_D'], weights), {
        nodes: [node('Sub', [normalised, 'bDec_D'], [encoderInput])],
        initializers: [],
      })
    : { nodes: [node('Identity', [normalised], [encoderInput])], initializers: [] };
  return joinParts(...normalise, centre);
}

/** From `unpruned_NF` to `f_NF`. */
function keptFeatures(gone_F: Uint8Array | undefined): GraphPart {
  if (!gone_F) return { nodes: [node('Identity', [denseActivations], ['f_NF'])], initializers: [] };
  return { nodes: [node('Mul', [denseActivations, 'kept_F'], ['f_NF'])], initializers: [keptTensor(gone_F)] };
}

/** From `unpruned_NK` to `strength_NK`. */
function keptSelection(gone_F: Uint8Array | undefined): GraphPart {
  if (!gone_F) return { nodes: [node('Identity', [selectedActivations], ['strength_NK'])], initializers: [] };
  return {
    nodes: [
      node('Gather', ['kept_F', selectedFeatures], ['kept_NK']),
      node('Mul', [selectedActivations, 'kept_NK'], ['strength_NK']),
    ],
    initializers: [keptTensor(gone_F)],
  };
}

/** 1 for a feature that is left, 0 for one that is gone. */
function keptTensor(gone_F: Uint8Array) {
  return float32Tensor(
    'kept_F',
    [gone_F.length],
    Float32Array.from(gone_F, (gone) => 1 - gone),
  );
}

/** From `selected_NK` and `strength_NK` to `f_NF`. */
function scatterPart(size: number): GraphPart {
  return {
    nodes: [
      node('Shape', [selectedFeatures], ['rows_1'], { start: 0, end: 1 }),
      node('Concat', ['rows_1', 'size_1'], ['shape_NF'], { axis: 0 }),
      node('ConstantOfShape', ['shape_NF'], ['silence_NF']),
      node('ScatterElements', ['silence_NF', selectedFeatures, 'strength_NK'], ['f_NF'], { axis: 1 }),
    ],
    initializers: [int64Tensor('size_1', [1], [size])],
  };
}

/** From `decoded_ND` to `restored_ND`. */
function restoringPart({ normalisation }: DictionaryForward, { width }: WeightRanges): GraphPart {
  if (!normalisation) return { nodes: [node('Identity', ['decoded_ND'], ['restored_ND'])], initializers: [] };
  const { normalise, restore } = createNormalisation(normalisation, width);
  return joinParts(normalise, restore);
}

/** From `restored_ND` to `xHat_ND`; a skip reads the activation as it came. */
function skippingPart(weights: WeightRanges): GraphPart {
  if (!weights.ranges.wSkip_DD) return { nodes: [node('Identity', ['restored_ND'], ['xHat_ND'])], initializers: [] };
  return joinParts(weightsPart(['wSkip_DD'], weights), {
    nodes: [node('Gemm', ['x_ND', 'wSkip_DD', 'restored_ND'], ['xHat_ND'], { transB: 1 })],
    initializers: [],
  });
}
