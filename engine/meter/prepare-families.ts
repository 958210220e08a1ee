/** Writes the graphs that measure dictionaries, beside their weights. */
import { indexRangeOf } from '../../domain/dictionary.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { decodeIndexSet } from '../../domain/index-set.js';
import { readWeightRanges } from '../dictionaries/canonical-weights.js';
import type { DictionaryFiles } from '../engine.js';
import { writeGraphOfContent } from '../models/write-graph-file.js';
import type { DictionaryFamily } from './meter-graphs.js';
import { buildMeasuringGraph, buildSharedEncodingGraph } from './reconstruction-graph.js';

interface PlacedDictionary extends DictionaryFiles {
  readonly place: number;
}

/** Dictionaries that share their weights, as prunings do with their root, are encoded once for all. */
export async function prepareFamilies(dictionaries: readonly DictionaryFiles[]): Promise<DictionaryFamily[]> {
  const families = new Map<string, PlacedDictionary[]>();
  dictionaries.forEach((files, place) => {
    const key = JSON.stringify([files.folder, files.dictionary.forward]);
    families.set(key, [...(families.get(key) ?? []), { ...files, place }]);
  });
  return Promise.all([...families.values()].map(prepareFamily));
}

async function prepareFamily(family: readonly PlacedDictionary[]): Promise<DictionaryFamily> {
  const [{ folder, dictionary }] = family;
  const weights = await readWeightRanges(folder);
  const features = family.length > 1 || dictionary.pruning ? 'shared' : 'own';
  const write = (model: Parameters<typeof writeGraphOfContent>[1]) => writeGraphOfContent(folder, model);
  return {
    size: indexRangeOf(dictionary),
    sharedGraph: features === 'shared' ? await write(buildSharedEncodingGraph(dictionary, weights)) : undefined,
    measuringGraph: await write(buildMeasuringGraph(dictionary, weights, features)),
    members: family.map(({ place, dictionary: member }) => ({ place, kept_F: keptFeatures(member) })),
  };
}

function keptFeatures(dictionary: DictionaryRecord): Float32Array {
  const size = indexRangeOf(dictionary);
  if (!dictionary.pruning) return new Float32Array(size).fill(1);
  return Float32Array.from(decodeIndexSet(dictionary.pruning.goneIndices, size), (gone) => 1 - gone);
}
