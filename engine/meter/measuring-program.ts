/** Makes the program that measures one part of a batch. */
import { feedsFor } from '../models/feeds.js';
import { divergenceOutput, referenceInput } from '../onnx/divergence.js';
import { logLikelihoodOutput, nextTokenLossOutput } from '../onnx/next-token-loss.js';
import { computedTensor, patchInputs } from '../onnx/patch-tensor.js';
import type { Program, ProgramStep, TensorData, Tensors } from '../worker/protocol.js';
import { activationSums } from './activation-sums-graph.js';
import type { MeasuredPart } from './measured-parts.js';
import { sizesOf } from './meter-graphs.js';
import type { DictionaryFamily, MeterGraphs } from './meter-graphs.js';
import type { Piece } from './pieces.js';
import { divergenceOf, lossOf, reconstructionOf, statisticNamed, sumNamed } from './program-names.js';
import type { Condition } from './program-names.js';
import { statisticsOutputs } from './reconstruction-statistics.js';

/** Names of what the program is given besides the tokens. */
const given = {
  counted: 'saeql.counted',
  replaced: 'saeql.replaced',
  zeroed: 'saeql.zeroed',
  nowhere: 'saeql.nowhere',
  zero: 'saeql.zero',
  mean: 'saeql.mean',
} as const;
/** Log-likelihoods of the original, to which the others are compared. */
const reference = 'saeql.reference_log_likelihood';

const statistics = statisticsOutputs.map(({ name }) => name ?? '');

/** A family's pieces, in the order of the rows. */
export interface FamilyPieces {
  readonly family: DictionaryFamily;
  readonly pieces: readonly Piece[];
}

/** Sums up the activations, no more. */
export function summingProgram(graphs: MeterGraphs, part: MeasuredPart): Program {
  const { counted, zero } = given;
  const inputs = { ...modelFeeds(graphs, part), [counted]: mask(part, part.counted_BT, 2), [zero]: scalarZero() };
  const steps = [prefixStep(graphs), sumsStep(graphs, zero)];
  return { inputs, steps, fetch: [sumNamed('sum_BD')] };
}

/**
 * The model up to the hook point; the sums; every family on its pieces; then the rest of the model for every condition,
 * first the original, whose likelihoods the others need.
 */
export function measuringProgram(
  graphs: MeterGraphs,
  part: MeasuredPart,
  { families, mean_D }: { readonly families: readonly FamilyPieces[]; readonly mean_D: Float32Array },
): Program {
  const places = sizesOf(graphs).map((_, place) => place);
  return {
    inputs: { ...modelFeeds(graphs, part), ...givenTensors(part, mean_D), ...rowFeeds(families) },
    steps: [
      prefixStep(graphs),
      sumsStep(graphs, given.mean),
      ...families.flatMap((pieces, family) => familySteps(graphs, pieces, family)),
      suffixStep(graphs, { condition: 'original', mask: given.nowhere, value: given.zero }),
      suffixStep(graphs, { condition: 'zeroAblated', mask: given.zeroed, value: given.zero }),
      suffixStep(graphs, { condition: 'meanAblated', mask: given.replaced, value: given.mean }),
      ...places.map((place) =>
        suffixStep(graphs, { condition: place, mask: given.replaced, value: reconstructionOf(place) }),
      ),
    ],
    fetch: [
      ...activationSums.map(sumNamed),
      ...(['original', 'zeroAblated', 'meanAblated', ...places] as const).flatMap(fetchedLosses),
      ...families.flatMap(fetchedStatistics),
    ],
  };
}

function fetchedLosses(condition: Condition): string[] {
  return condition === 'original' ? [lossOf(condition)] : [lossOf(condition), divergenceOf(condition)];
}

function fetchedStatistics({ family, pieces }: FamilyPieces): string[] {
  return family.members.flatMap(({ place }) =>
    pieces.flatMap((_, piece) => statistics.map((output) => statisticNamed(output, place, piece))),
  );
}

/** Both segments are fed what the model asks for; masks and positions are computed in each of them. */
function modelFeeds({ prefix, suffix }: MeterGraphs, { batch }: MeasuredPart): Tensors {
  const isComputed = new Set(prefix.opened.outputs);
  const ofSuffix = suffix.opened.inputs.filter(({ name }) => !isComputed.has(name) && !name.startsWith('saeql.'));
  return feedsFor([...prefix.opened.inputs, ...ofSuffix], batch);
}

function givenTensors(part: MeasuredPart, mean_D: Float32Array): Tensors {
  return {
    [given.counted]: mask(part, part.counted_BT, 2),
    [given.replaced]: mask(part, part.replaced_BT, 3),
    [given.zeroed]: mask(part, part.zeroed_BT, 3),
    [given.nowhere]: { type: 'bool', data: Uint8Array.of(0), dims: [1, 1, 1] },
    [given.zero]: scalarZero(),
    // Copied, since what a program is given moves to the worker.
    [given.mean]: { type: 'float32', data: mean_D.slice(), dims: [1, 1, mean_D.length] },
  };
}

/** Made anew for every program, since what it is given moves to the worker. */
function scalarZero(): TensorData {
  return { type: 'float32', data: Float32Array.of(0), dims: [1, 1, 1] };
}

function mask({ batch }: MeasuredPart, data: Uint8Array, axes: 2 | 3): TensorData {
  const dims = [batch.lengths_B.length, batch.positions];
  return { type: 'bool', data: data.slice(), dims: axes === 2 ? dims : [...dims, 1] };
}

const rowNames = (family: number, piece: number) =>
  ({
    start_1: `saeql.start:${family}:${piece}`,
    end_1: `saeql.end:${family}:${piece}`,
    block_3: `saeql.block:${family}:${piece}`,
  }) as const;

function rowFeeds(families: readonly FamilyPieces[]): Tensors {
  const feeds = families.flatMap(({ pieces }, family) =>
    pieces.flatMap(({ start, end, sequences }, piece) => {
      const names = rowNames(family, piece);
      return [
        [names.start_1, int64s(start)] as const,
        [names.end_1, int64s(end)] as const,
        [names.block_3, int64s(sequences, (end - start) / sequences, -1)] as const,
      ];
    }),
  );
  return Object.fromEntries(feeds);
}

function int64s(...values: readonly number[]): TensorData {
  return { type: 'int64', data: BigInt64Array.from(values, BigInt), dims: [values.length] };
}

function prefixStep({ prefix }: MeterGraphs): ProgramStep {
  return {
    graph: prefix.path,
    feeds: sameNames(prefix.opened.inputs.map(({ name }) => name)),
    fetches: sameNames(prefix.opened.outputs),
  };
}

function sumsStep({ sums, writtenTensor }: MeterGraphs, mean: string): ProgramStep {
  return {
    graph: sums,
    feeds: { x_BTD: computedTensor(writtenTensor), counted_BT: given.counted, mean_11D: mean },
    fetches: Object.fromEntries(activationSums.map((output) => [output, sumNamed(output)])),
  };
}

/** The features of a piece are dropped before those of the next are computed. */
function familySteps(graphs: MeterGraphs, { family, pieces }: FamilyPieces, number: number): ProgramStep[] {
  const shared = `saeql.features:${number}`;
  return pieces.flatMap((_, piece) => {
    const { block_3, ...rows } = rowNames(number, piece);
    const reading = { read_BTD: graphs.readTensor, ...rows };
    const encoding = family.sharedGraph;
    return [
      ...(encoding === undefined ? [] : [{ graph: encoding, feeds: reading, fetches: { f_NF: shared } }]),
      ...family.members.map(({ place, graph }) => ({
        graph,
        feeds: {
          ...reading,
          ...(encoding === undefined ? {} : { shared_NF: shared }),
          block_3,
          written_BTD: computedTensor(graphs.writtenTensor),
          placed_BTD: piece === 0 ? computedTensor(graphs.writtenTensor) : reconstructionOf(place),
          counted_BT: given.counted,
        },
        fetches: {
          ...Object.fromEntries(statistics.map((output) => [output, statisticNamed(output, place, piece)])),
          reconstruction_BTD: reconstructionOf(place),
        },
      })),
    ];
  });
}

interface Replacement {
  readonly condition: Condition;
  readonly mask: string;
  readonly value: string;
}

function suffixStep({ suffix, writtenTensor }: MeterGraphs, { condition, mask, value }: Replacement): ProgramStep {
  const patch = patchInputs(writtenTensor);
  const isOriginal = condition === 'original';
  return {
    graph: suffix.path,
    feeds: {
      ...sameNames(suffix.opened.inputs.map(({ name }) => name)),
      [patch.mask]: mask,
      [patch.value]: value,
      [referenceInput]: isOriginal ? given.zero : reference,
    },
    fetches: isOriginal
      ? { [nextTokenLossOutput]: lossOf(condition), [logLikelihoodOutput]: reference }
      : { [nextTokenLossOutput]: lossOf(condition), [divergenceOutput]: divergenceOf(condition) },
  };
}

function sameNames(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}
