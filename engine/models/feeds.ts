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

function feedFor(input: GraphInput, batch: TokenBatch): TensorData {
  const { tokenIds_BT, lengths_B, positions } = batch;
  const dims = [lengths_B.length, positions];
  switch (input.name) {
    case 'input_ids':
      return toTensor(
        input,
        dims,
        withinLengths(batch, (at) => tokenIds_BT[at]),
      );
    case 'attention_mask':
      return toTensor(
        input,
        dims,
        withinLengths(batch, () => 1),
      );
    case 'position_ids':
      return toTensor(input, dims, counting(lengths_B.length * positions, positions));
    case 'token_type_ids':
      return toTensor(input, dims, new Int32Array(lengths_B.length * positions));
    case 'cache_position':
      return toTensor(input, [positions], counting(positions, positions));
    case 'use_cache_branch':
      return toTensor(input, [1], new Int32Array(1));
    case 'num_logits_to_keep':
      return toTensor(input, [], new Int32Array(1));
    default:
      return emptyCache(input, lengths_B.length);
  }
}

/** Values at the places of tokens, 0 at those of padding; [B, T]. */
function withinLengths({ lengths_B, positions }: TokenBatch, value: (at: number) => number): Int32Array {
  const values = new Int32Array(lengths_B.length * positions);
  lengths_B.forEach((length, b) => {
    for (let at = b * positions; at < b * positions + length; at++) values[at] = value(at);
  });
  return values;
}

function counting(length: number, upTo: number): Int32Array {
  return Int32Array.from({ length }, (_, at) => at % upTo);
}

/** A cache has the shape [B, heads, 0, width of a head]: sizes with a name, but for the first, are the cached length. */
function emptyCache(input: GraphInput, batch: number): TensorData {
  if (!input.name.startsWith('past_key_values')) throw unsupported(input);
  const dims = input.shape.map((size, axis) => (axis === 0 ? batch : typeof size === 'number' ? size : 0));
  return toTensor(input, dims, new Int32Array(dims.reduce((product, dim) => product * dim, 1)));
}

function toTensor(input: GraphInput, dims: readonly number[], values: Int32Array): TensorData {
  switch (input.type) {
    case 'int64':
      return { type: 'int64', data: toInt64(values), dims };
    case 'int32':
      return { type: 'int32', data: values, dims };
    case 'float32':
      return { type: 'float32', data: Float32Array.from(values), dims };
    case 'float16':
      // Only caches are of this type, and they are empty.
      return { type: 'float16', data: Uint16Array.from(values), dims };
    case 'bool':
      return { type: 'bool', data: Uint8Array.from(values), dims };
    default:
      throw unsupported(input);
  }
}

/** Writes the low words of numbers that are not negative; making a BigInt of each is ten times slower. */
function toInt64(values: Int32Array): BigInt64Array {
  const words = new Int32Array(2 * values.length);
  for (let at = 0; at < values.length; at++) words[2 * at] = values[at];
  return new BigInt64Array(words.buffer);
}

function unsupported({ name, type }: GraphInput): ResearchError {
  return new ResearchError(
    'MODEL_UNSUPPORTED',
    `The model wants an input "${name}" of type ${type}, which is unknown.`,
  );
}
