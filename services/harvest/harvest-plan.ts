/** What is to be harvested: the input, checked whole and looked up in the catalog. */
import type { CorpusRecord } from '../../domain/corpus.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { HarvestOptions } from '../../domain/harvest.js';
import type { HarvestInput } from '../../domain/job.js';
import type { ModelRecord } from '../../domain/model.js';
import { parseInteger } from '../argument-range.js';
import { parseContextTokens, parseMaxTokens } from '../corpus-pass/pass-options.js';
import { getDictionariesOfOneModel } from '../dictionaries-of-one-model.js';
import type { CatalogService } from '../services.js';
import { sampledWindows } from './feature-accumulator.js';

const mostContexts = 1000;
/** Of stored activations, in memory, when every heap is full. */
const mostActivationBytes = 8 * 2 ** 30;

export interface HarvestPlan {
  readonly dictionaries: readonly DictionaryRecord[];
  readonly model: ModelRecord;
  readonly corpus: CorpusRecord;
  readonly options: HarvestOptions;
}

export type HarvestCatalog = Pick<CatalogService, 'getModel' | 'getDictionary' | 'getCorpus'>;

/**
 * Throws DICTIONARY_NOT_FOUND and CORPUS_NOT_FOUND with the nearest names, CORPUS_EMPTY, and ARGUMENT_INVALID for numbers
 * out of range, dictionaries of different models or none, and what would not fit into memory.
 */
export function planHarvest(input: HarvestInput, catalog: HarvestCatalog): HarvestPlan {
  const dictionaries = getDictionariesOfOneModel(input.dictionaries, catalog);
  const model = catalog.getModel(dictionaries[0].model);
  const corpus = catalog.getCorpus(input.corpus);
  if (corpus.documents === 0)
    throw new ResearchError('CORPUS_EMPTY', `The corpus ${corpus.name} holds no document.`, { at: 'corpus' });
  const options = parseOptions(input, model);
  checkMemory(dictionaries, options);
  return { dictionaries, model, corpus, options };
}

/** The input with its defaults filled in, as the job keeps it. */
export function completeInput(input: HarvestInput, { options }: HarvestPlan): HarvestInput {
  return { dictionaries: input.dictionaries, corpus: input.corpus, ...options };
}

/** What the results depend on, as text: a checkpoint of the same key can be taken up. */
export function harvestKey({ dictionaries, model, corpus, options }: HarvestPlan): string {
  return JSON.stringify([
    dictionaries.map(({ digest }) => digest),
    model.digest,
    model.tokenizerDigest,
    corpus.digest,
    options,
  ]);
}

function parseOptions(input: HarvestInput, model: ModelRecord): HarvestOptions {
  const contextTokens = parseContextTokens(input.contextTokens, model);
  return {
    contextsPerFeature: parseInteger(input.contextsPerFeature, {
      least: 1,
      most: mostContexts,
      at: 'contextsPerFeature',
    }),
    windowTokens: parseInteger(input.windowTokens, { least: 1, most: contextTokens, at: 'windowTokens' }),
    contextTokens,
    includeSpecialTokens: input.includeSpecialTokens,
    ...parseMaxTokens(input.maxTokens),
  };
}

function checkMemory(dictionaries: readonly DictionaryRecord[], options: HarvestOptions): void {
  const features = dictionaries.reduce((sum, { size }) => sum + size, 0);
  const bytes = features * (options.contextsPerFeature + sampledWindows) * options.windowTokens * 2;
  if (bytes <= mostActivationBytes) return;
  throw new ResearchError(
    'ARGUMENT_INVALID',
    `${features} features with ${options.contextsPerFeature} contexts of ${options.windowTokens} tokens may need ${Math.ceil(bytes / 2 ** 30)} GiB of memory.`,
    { at: 'contextsPerFeature', fix: 'Harvest fewer dictionaries at a time, or fewer or shorter contexts.' },
  );
}
