/** Opens a meter: a model split where dictionaries write, and the graphs that measure them. */
import { dirname } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import type { DictionaryFiles, MeasuredBatch, Meter, ModelFiles } from '../engine.js';
import type { DictionaryGraph, GraphLibrary } from '../graph-library.js';
import type { ModelGraph } from '../models/model-graph.js';
import type { SplitCut } from '../models/prepare-graph.js';
import { writeGraphOfContent } from '../models/write-graph-file.js';
import { divergenceOutput } from '../onnx/divergence.js';
import { logLikelihoodOutput, nextTokenLossOutput } from '../onnx/next-token-loss.js';
import { computedTensor } from '../onnx/patch-tensor.js';
import { buildActivationSumsGraph } from './activation-sums-graph.js';
import { sumsOf, toBatchMeasurement } from './batch-measurement.js';
import type { MeasuredPartResult } from './batch-measurement.js';
import { toMeasuredParts } from './measured-parts.js';
import type { MeasuredPart } from './measured-parts.js';
import { measuringProgram, summingProgram } from './measuring-program.js';
import type { FamilyPieces } from './measuring-program.js';
import type { MeterGraphs } from './meter-graphs.js';
import { getMeterPlaces } from './meter-places.js';
import type { MeterPlaces } from './meter-places.js';
import { piecesOf } from './pieces.js';
import { prepareFamilies } from './prepare-families.js';

/** Bound on the logits [positions, V], and on the dense feature activations [rows, F], of which a few copies exist at once. */
const mostDenseBytes = 32 * 2 ** 20;
const float32Bytes = 4;

/** Throws as `MeterSource.openMeter`, and as `GraphRunner.open`. */
export async function openMeter(
  library: GraphLibrary,
  model: ModelFiles,
  dictionaries: readonly DictionaryFiles[],
): Promise<Meter> {
  if (dictionaries.length === 0) throw new Error('a meter needs at least one dictionary');
  const places = getMeterPlaces(model, dictionaries);
  const segments = await library.openSegments(model, cutAt(places));
  const graphs = await openGraphs({ segments, places, dictionaries });
  const measuring = graphs.families.flatMap(({ members }) =>
    members.map(({ place, graph }) => ({ files: dictionaries[place], graph })),
  );
  await library.openDictionaries(segments[0], measuring);
  return createMeter({ graphs, width: places.written.width, close: () => close({ library, segments, measuring, graphs }) });
}

function cutAt({ read, written }: MeterPlaces): SplitCut {
  const outputs = [nextTokenLossOutput, logLikelihoodOutput, divergenceOutput];
  return {
    outputs: read === written ? outputs : [...outputs, read.tensor],
    patches: [written.tensor],
    at: [computedTensor(written.tensor)],
  };
}

interface MeterParts {
  readonly segments: readonly ModelGraph[];
  readonly places: MeterPlaces;
  readonly dictionaries: readonly DictionaryFiles[];
}

async function openGraphs({ segments, places, dictionaries }: MeterParts): Promise<MeterGraphs> {
  const [prefix, suffix] = segments;
  const { read, written } = places;
  const readTensor = read === written ? computedTensor(written.tensor) : read.tensor;
  if (!prefix.opened.outputs.includes(readTensor)) throw readsTooLate(places);
  return {
    ...{ prefix, suffix, readTensor, writtenTensor: written.tensor },
    model: prefix.model,
    runner: prefix.runner,
    sums: await writeGraphOfContent(dirname(prefix.path), buildActivationSumsGraph(written.width)),
    families: await prepareFamilies(dictionaries),
    dictionaries: dictionaries.length,
  };
}

function readsTooLate({ read, written }: MeterPlaces): ResearchError {
  const message = `A dictionary that reads ${read.name} cannot be measured where it writes: ${written.name} comes before.`;
  return new ResearchError('UNSUPPORTED_DICTIONARY', message, { at: 'outputHookPoint' });
}

interface MeterBelongings {
  readonly library: GraphLibrary;
  readonly segments: readonly ModelGraph[];
  readonly measuring: readonly DictionaryGraph[];
  readonly graphs: MeterGraphs;
}

async function close({ library, segments, measuring, graphs }: MeterBelongings): Promise<void> {
  await library.releaseDictionaries(segments[0], measuring);
  await library.releaseSegments(segments);
  // Small, or open again soon: if another meter uses them, they are opened when it next needs them.
  await graphs.runner.release([graphs.sums, ...graphs.families.flatMap(({ sharedGraph }) => sharedGraph ?? [])]);
}

interface MeterSetup {
  readonly graphs: MeterGraphs;
  /** D of what is written. */
  readonly width: number;
  readonly close: () => Promise<void>;
}

function createMeter({ graphs, width, close }: MeterSetup): Meter {
  const { model, runner, families } = graphs;
  const sizes = sizesOf(graphs);
  const partsOf = (batch: MeasuredBatch): MeasuredPart[] =>
    toMeasuredParts(batch, model, Math.floor(mostDenseBytes / (model.vocabularySize * float32Bytes)));
  let closed: Promise<void> | undefined;

  async function measurePart(part: MeasuredPart, mean_D: Float32Array, signal?: AbortSignal): Promise<MeasuredPartResult> {
    const cut = families.map((family) => cutRows(family, part));
    const { value } = await runner.runProgram(measuringProgram(graphs, part, { families: cut, mean_D }), signal);
    return { part, families: cut, tensors: value };
  }

  return {
    provider: graphs.suffix.opened.provider,
    async sum(batch, signal) {
      const results: Omit<MeasuredPartResult, 'families'>[] = [];
      for (const part of partsOf(batch)) {
        const { value } = await runner.runProgram(summingProgram(graphs, part), signal);
        results.push({ part, tensors: value });
      }
      const positions = results.reduce((sum, { part }) => part.counted_BT.reduce((count, one) => count + one, sum), 0);
      return { sum_D: sumsOf(results, 'sum_BD', width), positions };
    },
    async measure(batch, mean_D, signal) {
      if (mean_D.length !== width) throw new Error(`the mean has the width ${mean_D.length}, the activations ${width}`);
      const results: MeasuredPartResult[] = [];
      for (const part of partsOf(batch)) results.push(await measurePart(part, mean_D, signal));
      return toBatchMeasurement(batch, results, { width, sizes });
    },
    close: () => (closed ??= close()),
  };
}

function sizesOf({ families, dictionaries }: MeterGraphs): number[] {
  const sizes = new Array<number>(dictionaries).fill(0);
  for (const { members, size } of families) for (const { place } of members) sizes[place] = size;
  return sizes;
}

function cutRows(family: FamilyPieces['family'], { batch }: MeasuredPart): FamilyPieces {
  const mostRows = Math.max(1, Math.floor(mostDenseBytes / (family.size * float32Bytes)));
  return { family, pieces: piecesOf(batch.lengths_B.length, batch.positions, mostRows) };
}
