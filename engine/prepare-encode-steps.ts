/** Makes ready what a worker does for each dictionary after a forward pass. */
import { indexRangeOf } from '../domain/dictionary.js';
import { ResearchError } from '../domain/errors.js';
import { getHookPoint } from '../domain/hook-point.js';
import { readWeightRanges } from './dictionaries/canonical-weights.js';
import type { WeightRanges } from './dictionaries/canonical-weights.js';
import { buildDeviceEncodeGraph } from './dictionaries/device-encode-graph.js';
import type { DeviceEncodeGraph } from './dictionaries/device-encode-graph.js';
import { buildEncodeGraph } from './dictionaries/encode-graph.js';
import type { DictionaryFiles, ModelFiles, ProviderName } from './engine.js';
import type { DictionaryGraph } from './graph-library.js';
import { writeGraphOfContent } from './models/write-graph-file.js';
import type { EncodedOutputs, EncodeStep } from './worker/protocol.js';

/** A dictionary and what the worker does for it. */
export interface DictionaryStep extends DictionaryGraph {
  readonly step: EncodeStep;
}

/**
 * The tensor that each dictionary reads.
 *
 * @throws HOOK_POINT_UNKNOWN, DICTIONARY_WIDTH_MISMATCH
 */
export function tensorsRead(model: ModelFiles, dictionaries: readonly DictionaryFiles[]): string[] {
  return dictionaries.map((files) => tensorRead(model, files));
}

/**
 * Writes each dictionary's encode graph beside its weights, one that suits what the model runs on.
 *
 * @throws HOOK_POINT_UNKNOWN, DICTIONARY_WIDTH_MISMATCH
 */
export async function prepareEncodeSteps(
  model: ModelFiles,
  dictionaries: readonly DictionaryFiles[],
  provider: ProviderName,
): Promise<DictionaryStep[]> {
  const tensors = tensorsRead(model, dictionaries);
  return Promise.all(
    dictionaries.map(async (files, at) => {
      const { folder, dictionary } = files;
      const { gives, returns, model: built } = encodeGraph(files, await readWeightRanges(folder), provider);
      const graph = await writeGraphOfContent(folder, built);
      const step = { graph, gives, fetch: tensors[at], size: indexRangeOf(dictionary) };
      return { files, graph, step, returns };
    }),
  );
}

function encodeGraph(
  { dictionary }: DictionaryFiles,
  weights: WeightRanges,
  provider: ProviderName,
): Omit<DeviceEncodeGraph, 'gives'> & { readonly gives: EncodedOutputs } {
  if (provider === 'webgpu') return buildDeviceEncodeGraph(dictionary, weights);
  return { gives: 'firings', model: buildEncodeGraph(dictionary, weights) };
}

function tensorRead({ model }: ModelFiles, { dictionary }: DictionaryFiles): string {
  const { name, width, tensor } = getHookPoint(dictionary.hookPoint, model.hookPoints);
  if (width === dictionary.width) return tensor;
  const message = `${dictionary.name} reads vectors of width ${dictionary.width}; ${name} of ${model.name} has ${width}.`;
  throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at: 'dictionary' });
}
