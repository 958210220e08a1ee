/** Makes ready what a worker does for each dictionary after a forward pass. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { indexRangeOf } from '../domain/dictionary.js';
import { ResearchError } from '../domain/errors.js';
import { getHookPoint } from '../domain/hook-point.js';
import { readWeightRanges } from './dictionaries/canonical-weights.js';
import { buildEncodeGraph } from './dictionaries/encode-graph.js';
import type { DictionaryFiles, ModelFiles } from './engine.js';
import type { DictionaryStep } from './graph-library.js';
import { isReadable } from './models/model-files.js';
import { graphFileName, writeGraphFile } from './models/write-graph-file.js';
import { encodeModel } from './onnx/encode-model.js';

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
      const graph = await writeEncodeGraph(files);
      return { files, step: { graph, fetch: tensors[at], size: indexRangeOf(files.dictionary) } };
    }),
  );
}

function tensorRead({ model }: ModelFiles, { dictionary }: DictionaryFiles): string {
  const { name, width, tensor } = getHookPoint(dictionary.hookPoint, model.hookPoints);
  if (width === dictionary.width) return tensor;
  const message = `${dictionary.name} reads vectors of width ${dictionary.width}; ${name} of ${model.name} has ${width}.`;
  throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at: 'dictionary' });
}

async function writeEncodeGraph({ folder, dictionary }: DictionaryFiles): Promise<string> {
  const graph = buildEncodeGraph(dictionary, await readWeightRanges(folder));
  const content = createHash('sha256').update(encodeModel(graph)).digest('hex');
  const name = graphFileName('encode', content);
  const path = join(folder, name);
  return (await isReadable(path)) ? path : writeGraphFile(folder, name, graph);
}
