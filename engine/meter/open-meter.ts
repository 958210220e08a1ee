/** Opens a meter: a model split where dictionaries write, and the graphs that measure them. */
import { dirname } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import type { DictionaryFiles, Meter, ModelFiles } from '../engine.js';
import type { DictionaryGraph, GraphLibrary, OpenedCut } from '../graph-library.js';
import type { ModelGraph } from '../models/model-graph.js';
import { headInput } from '../models/prepare-graph.js';
import { writeGraphOfContent } from '../models/write-graph-file.js';
import { divergenceOutput, referenceInput } from '../onnx/divergence.js';
import { logLikelihoodOutput, tokenLossOutput } from '../onnx/next-token-loss.js';
import { computedTensor } from '../onnx/patch-tensor.js';
import { buildActivationSumsGraph } from './activation-sums-graph.js';
import { createMeter } from './create-meter.js';
import type { MeterBounds } from './create-meter.js';
import type { DictionaryFamily, MeterGraphs } from './meter-graphs.js';
import { getMeterPlaces } from './meter-places.js';
import type { MeterPlaces } from './meter-places.js';
import { buildRowsGraph } from './rows-graph.js';
import { prepareFamilies } from './prepare-families.js';
import { statisticsOutputs } from './reconstruction-statistics.js';

export interface MeterOptions {
  readonly model: ModelFiles;
  readonly dictionaries: readonly DictionaryFiles[];
  readonly bounds?: MeterBounds;
}

/** The rest goes from graph to graph. */
const returned = {
  losses: [tokenLossOutput, divergenceOutput],
  statistics: statisticsOutputs.map(({ name = '' }) => name),
} as const;

const usualBounds: MeterBounds = { mostPositions: 2048, mostDenseBytes: 32 * 2 ** 20 };

/** Throws as `MeterSource.openMeter`, and as `GraphRunner.open`. */
export async function openMeter(
  library: GraphLibrary,
  { model, dictionaries, bounds = usualBounds }: MeterOptions,
): Promise<Meter> {
  if (dictionaries.length === 0) throw new Error('a meter needs at least one dictionary');
  const places = getMeterPlaces(model, dictionaries);
  const families = await prepareFamilies(dictionaries);
  const segments = await library.openSegments(model, cutAt(places));
  const measuring = families.flatMap(({ members, measuringGraph: graph }) =>
    members.map(({ place }) => ({ files: dictionaries[place], graph, returns: returned.statistics })),
  );
  try {
    const graphs = await toMeterGraphs(segments, places, families);
    await library.openDictionaries(segments[0], measuring);
    return createMeter({
      ...{ graphs, bounds },
      width: places.written.width,
      close: () => close({ library, segments, measuring, graphs }),
    });
  } catch (error) {
    await library.releaseSegments(segments);
    throw error;
  }
}

function cutAt({ read, written }: MeterPlaces): OpenedCut {
  const outputs = [tokenLossOutput, logLikelihoodOutput, divergenceOutput];
  return {
    outputs: read === written ? outputs : [...outputs, read.tensor],
    patches: [written.tensor],
    at: [computedTensor(written.tensor), headInput],
    returns: returned.losses,
  };
}

async function toMeterGraphs(
  segments: readonly ModelGraph[],
  places: MeterPlaces,
  families: readonly DictionaryFamily[],
): Promise<MeterGraphs> {
  const [prefix, middle, head] = segments;
  const { read, written } = places;
  const readTensor = read === written ? computedTensor(written.tensor) : read.tensor;
  if (!prefix.opened.outputs.includes(readTensor)) throw readsTooLate(places);
  return {
    ...{ prefix, middle, head, readTensor, families, writtenTensor: written.tensor },
    headTensor: headTensorOf(head),
    model: prefix.model,
    runner: prefix.runner,
    sums: await writeGraphOfContent(dirname(prefix.path), buildActivationSumsGraph(written.width)),
    rows: await writeGraphOfContent(dirname(prefix.path), buildRowsGraph()),
  };
}

/** Whatever else the head read would have to be cut into stretches too. */
function headTensorOf({ opened }: ModelGraph): string {
  const read = opened.inputs.map(({ name }) => name).filter((name) => name !== 'input_ids' && name !== referenceInput);
  if (read.length !== 1) throw new Error(`the head of the model reads ${read.join(', ')}`);
  return read[0];
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
  await graphs.runner.release([
    graphs.sums,
    graphs.rows,
    ...graphs.families.flatMap(({ sharedGraph }) => sharedGraph ?? []),
  ]);
}
