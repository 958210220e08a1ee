/** Opens a meter: a model split where dictionaries write, and the graphs that measure them. */
import { dirname } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import type { DictionaryFiles, Meter, ModelFiles } from '../engine.js';
import type { DictionaryGraph, GraphLibrary } from '../graph-library.js';
import type { ModelGraph } from '../models/model-graph.js';
import type { SplitCut } from '../models/prepare-graph.js';
import { writeGraphOfContent } from '../models/write-graph-file.js';
import { divergenceOutput } from '../onnx/divergence.js';
import { logLikelihoodOutput, nextTokenLossOutput } from '../onnx/next-token-loss.js';
import { computedTensor } from '../onnx/patch-tensor.js';
import { buildActivationSumsGraph } from './activation-sums-graph.js';
import { createMeter } from './create-meter.js';
import type { DictionaryFamily, MeterGraphs } from './meter-graphs.js';
import { getMeterPlaces } from './meter-places.js';
import type { MeterPlaces } from './meter-places.js';
import { prepareFamilies } from './prepare-families.js';

export interface MeterOptions {
  readonly model: ModelFiles;
  readonly dictionaries: readonly DictionaryFiles[];
  /** Bound on the logits [positions, V], and on the dense feature activations [rows, F], of which a few copies exist at once. */
  readonly mostDenseBytes?: number;
}

/** Throws as `MeterSource.openMeter`, and as `GraphRunner.open`. */
export async function openMeter(
  library: GraphLibrary,
  { model, dictionaries, mostDenseBytes = 32 * 2 ** 20 }: MeterOptions,
): Promise<Meter> {
  if (dictionaries.length === 0) throw new Error('a meter needs at least one dictionary');
  const places = getMeterPlaces(model, dictionaries);
  const families = await prepareFamilies(dictionaries);
  const segments = await library.openSegments(model, cutAt(places));
  const measuring = families.flatMap(({ members }) =>
    members.map(({ place, graph }) => ({ files: dictionaries[place], graph })),
  );
  try {
    const graphs = await toMeterGraphs(segments, places, families);
    await library.openDictionaries(segments[0], measuring);
    return createMeter({
      ...{ graphs, mostDenseBytes },
      width: places.written.width,
      close: () => close({ library, segments, measuring, graphs }),
    });
  } catch (error) {
    await library.releaseSegments(segments);
    throw error;
  }
}

function cutAt({ read, written }: MeterPlaces): SplitCut {
  const outputs = [nextTokenLossOutput, logLikelihoodOutput, divergenceOutput];
  return {
    outputs: read === written ? outputs : [...outputs, read.tensor],
    patches: [written.tensor],
    at: [computedTensor(written.tensor)],
  };
}

async function toMeterGraphs(
  segments: readonly ModelGraph[],
  places: MeterPlaces,
  families: readonly DictionaryFamily[],
): Promise<MeterGraphs> {
  const [prefix, suffix] = segments;
  const { read, written } = places;
  const readTensor = read === written ? computedTensor(written.tensor) : read.tensor;
  if (!prefix.opened.outputs.includes(readTensor)) throw readsTooLate(places);
  return {
    ...{ prefix, suffix, readTensor, families, writtenTensor: written.tensor },
    model: prefix.model,
    runner: prefix.runner,
    sums: await writeGraphOfContent(dirname(prefix.path), buildActivationSumsGraph(written.width)),
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
