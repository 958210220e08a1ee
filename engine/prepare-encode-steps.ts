/** Makes ready what a worker does for each dictionary after a forward pass. */
import { indexRangeOf } from '../domain/dictionary.js';
import { ResearchError } from '../domain/errors.js';
import { getHookPoint } from '../domain/hook-point.js';
import { readWeightRanges } from './dictionaries/canonical-weights.js';
import { buildEncodeGraph } from './dictionaries/encode-graph.js';
import type { DictionaryFiles, ModelFiles } from './engine.js';
import type { DictionaryGraph } from './graph-library.js';
import { writeGraphOfContent } from './models/write-graph-file.js';
import type { EncodeStep } from './worker/protocol.js';

/** A dictionary and what the worker does for it. */
export interface DictionaryStep extends DictionaryGraph {
  readonly step: EncodeStep;
}

/**
 * Writes each dictionary's encode graph beside its weights.
 *
 * @throws HOOK_POINT_UNKNOWN, DICTIONARY_WIDTH_MISMATCH
 */
export async function prepareEncodeSteps(
  model: ModelFiles,
  dictionaries: readonly DictionaryFiles[],
): Promise<DictionaryStep[]> {
  const tensors = dictionaries.map((files) => tensorRead(model, files));
  return Promise.all(
    dictionaries.map(async (files, at) => {
      const { folder, dictionary } = files;
      const graph = await writeGraphOfContent(folder, buildEncodeGraph(dictionary, await readWeightRanges(folder)));
      return { files, graph, step: { graph, fetch: tensors[at], size: indexRangeOf(dictionary) } };
    }),
  );
}

function tensorRead({ model }: ModelFiles, { dictionary }: DictionaryFiles): string {
  const { name, width, tensor } = getHookPoint(dictionary.hookPoint, model.hookPoints);
  if (width === dictionary.width) return tensor;
  const message = `${dictionary.name} reads vectors of width ${dictionary.width}; ${name} of ${model.name} has ${width}.`;
  throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at: 'dictionary' });
}
