/** Writes the graphs that measure dictionaries, beside their weights. */
import { indexRangeOf } from '../../domain/dictionary.js';
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
  const features = family.length > 1 ? 'shared' : 'own';
  const write = (model: Parameters<typeof writeGraphOfContent>[1]) => writeGraphOfContent(folder, model);
  return {
    size: indexRangeOf(dictionary),
    sharedGraph: features === 'shared' ? await write(buildSharedEncodingGraph(dictionary, weights)) : undefined,
    members: await Promise.all(
      family.map(async ({ place, dictionary: member }) => ({
        place,
        graph: await write(buildMeasuringGraph(member, weights, features)),
      })),
    ),
  };
}
