/** What a measuring program is given besides the tokens of the model. */
import { feedsFor } from '../models/feeds.js';
import type { GraphInput, TensorData, Tensors } from '../worker/protocol.js';
import type { MeasuredPart } from './measured-parts.js';
import type { MeterGraphs } from './meter-graphs.js';
import type { Piece } from './pieces.js';
import type { PlannedPart } from './planned-part.js';

/** Names of the masks and of what is put in. */
export const given = {
  counted: 'saeql.counted',
  replaced: 'saeql.replaced',
  zeroed: 'saeql.zeroed',
  nowhere: 'saeql.nowhere',
  zero: 'saeql.zero',
  mean: 'saeql.mean',
} as const;

/** Names of the rows of a piece: of a family, or of the stretches for the head. */
export const rowNames = (cut: number | 'head', piece: number) =>
  ({
    start_1: `saeql.start:${cut}:${piece}`,
    end_1: `saeql.end:${cut}:${piece}`,
    block_3: `saeql.block:${cut}:${piece}`,
  }) as const;

/** Name of the token ids by which the head finds the targets of a stretch. */
export const idsOf = (stretch: number): string => `saeql.ids:${stretch}`;

/** Prefix and middle are fed what the model asks for; masks and positions are computed in each of them. */
export function modelFeeds({ prefix, middle }: MeterGraphs, { batch }: MeasuredPart): Tensors {
  const isComputed = new Set(prefix.opened.outputs);
  const ofMiddle = middle.opened.inputs.filter(({ name }) => !isComputed.has(name) && !name.startsWith('saeql.'));
  return feedsFor([...prefix.opened.inputs, ...ofMiddle], batch);
}

export function countedMask(part: MeasuredPart): Tensors {
  return { [given.counted]: mask(part, part.counted_BT, []) };
}

export function givenTensors(graphs: MeterGraphs, plan: PlannedPart, mean_D: Float32Array): Tensors {
  const { part, families, stretches } = plan;
  return {
    ...countedMask(part),
    [given.replaced]: mask(part, part.replaced_BT, [1]),
    [given.zeroed]: mask(part, part.zeroed_BT, [1]),
    [given.nowhere]: { type: 'bool', data: Uint8Array.of(0), dims: [1, 1, 1] },
    [given.zero]: scalarZero(),
    // Copied, since what a program is given moves to the worker.
    [given.mean]: { type: 'float32', data: mean_D.slice(), dims: [1, 1, mean_D.length] },
    ...Object.assign(
      {},
      ...families.map(({ pieces }, family) => rowFeeds(pieces, family)),
      rowFeeds(stretches, 'head'),
    ),
    ...targetFeeds(graphs, plan),
  };
}

/** Made anew for every program, since what it is given moves to the worker. */
export function scalarZero(): TensorData {
  return { type: 'float32', data: Float32Array.of(0), dims: [1, 1, 1] };
}

function mask({ batch }: MeasuredPart, data: Uint8Array, behind: readonly number[]): TensorData {
  return { type: 'bool', data: data.slice(), dims: [batch.lengths_B.length, batch.positions, ...behind] };
}

function rowFeeds(pieces: readonly Piece[], cut: number | 'head'): Tensors {
  const feeds = pieces.flatMap(({ start, end, sequences }, piece) => {
    const names = rowNames(cut, piece);
    return [
      [names.start_1, int64s(start)] as const,
      [names.end_1, int64s(end)] as const,
      [names.block_3, int64s(sequences, (end - start) / sequences, -1)] as const,
    ];
  });
  return Object.fromEntries(feeds);
}

function int64s(...values: readonly number[]): TensorData {
  return { type: 'int64', data: BigInt64Array.from(values, BigInt), dims: [values.length] };
}

/**
 * The head takes the token behind each position for its target, and the first for that of the last position. So a stretch
 * begins with the token behind its end; what the last position of a sequence then gets for its target does not matter.
 */
function targetFeeds({ head }: MeterGraphs, { part, stretches }: PlannedPart): Tensors {
  const inputs = head.opened.inputs.filter(({ name }) => name === 'input_ids');
  const { tokenIds_BT } = part.batch;
  const feeds = stretches.map(({ start, end }, stretch) => {
    const ids = tokenIds_BT.slice(start, end);
    ids[0] = tokenIds_BT[Math.min(end, tokenIds_BT.length - 1)];
    return [idsOf(stretch), idTensor(inputs, ids)] as const;
  });
  return Object.fromEntries(feeds);
}

function idTensor(inputs: readonly GraphInput[], ids: Int32Array): TensorData {
  const batch = { tokenIds_BT: ids, lengths_B: Int32Array.of(ids.length), positions: ids.length };
  return feedsFor(inputs, batch).input_ids;
}
