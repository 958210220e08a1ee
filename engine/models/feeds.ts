/** Makes what a language model's graph wants to be fed for a batch of tokens, whatever its exporter asked for. */
import { ResearchError } from '../../domain/errors.js';
import type { TokenBatch } from '../engine.js';
import type { GraphInput, TensorData, Tensors } from '../worker/protocol.js';

/**
 * One tensor for every input of the graph: the token ids (0 behind a sequence's end), the attention mask, positions from
 * 0, an empty cache of earlier keys and values, and what switches the use of such a cache off.
 *
 * @throws MODEL_UNSUPPORTED for an input of any other name or of a type that is not fed here
 */
export function feedsFor(inputs: readonly GraphInput[], batch: TokenBatch): Tensors {
  return Object.fromEntries(inputs.map((input) => [input.name, feedFor(input, batch)]));
}

function feedFor(input: GraphInput, { tokenIds_BT, lengths_B, positions }: TokenBatch): TensorData {
  const batch = lengths_B.length;
  const isToken = (b: number, t: number): boolean => t < lengths_B[b];
  const byPlace = (value: (b: number, t: number) => number): TensorData =>
    toTensor(input, [batch, positions], (at) => value(Math.floor(at / positions), at % positions));
  switch (input.name) {
    case 'input_ids':
      return byPlace((b, t) => (isToken(b, t) ? tokenIds_BT[b * positions + t] : 0));
    case 'attention_mask':
      return byPlace((b, t) => (isToken(b, t) ? 1 : 0));
    case 'position_ids':
      return byPlace((_, t) => t);
    case 'token_type_ids':
      return byPlace(() => 0);
    case 'cache_position':
      return toTensor(input, [positions], (t) => t);
    case 'use_cache_branch':
      return toTensor(input, [1], () => 0);
    case 'num_logits_to_keep':
      return toTensor(input, [], () => 0);
    default:
      return emptyCache(input, batch);
  }
}

/** A cache has the shape [B, heads, 0, width of a head]: sizes with a name, but for the first, are the cached length. */
function emptyCache(input: GraphInput, batch: number): TensorData {
  if (!/^past_key_values\b|^past_/.test(input.name)) throw unsupported(input);
  const dims = input.shape.map((size, axis) => (axis === 0 ? batch : typeof size === 'number' ? size : 0));
  return toTensor(input, dims, () => 0);
}

function toTensor(input: GraphInput, dims: readonly number[], value: (at: number) => number): TensorData {
  const length = dims.reduce((product, dim) => product * dim, 1);
  switch (input.type) {
    case 'int64':
      return { type: 'int64', data: BigInt64Array.from({ length }, (_, at) => BigInt(value(at))), dims };
    case 'int32':
      return { type: 'int32', data: Int32Array.from({ length }, (_, at) => value(at)), dims };
    case 'float32':
      return { type: 'float32', data: Float32Array.from({ length }, (_, at) => value(at)), dims };
    case 'bool':
      return { type: 'bool', data: Uint8Array.from({ length }, (_, at) => value(at)), dims };
    default:
      throw unsupported(input);
  }
}

function unsupported({ name, type }: GraphInput): ResearchError {
  return new ResearchError(
    'MODEL_UNSUPPORTED',
    `The model wants an input "${name}" of type ${type}, which is unknown.`,
  );
}
