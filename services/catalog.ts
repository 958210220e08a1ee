/** What is registered: models, dictionaries, corpora and data sets, listed and found by name. */
import type { DictionaryRecord } from '../domain/dictionary.js';
import { ResearchError, type ErrorCode } from '../domain/errors.js';
import { toHookPointName } from '../domain/hook-point.js';
import { didYouMean } from '../domain/nearest-name.js';
import { parsePageSize, type PageRequest } from '../domain/page.js';
import type { NamedTable, Store } from '../store/store.js';
import type { CatalogService, Limits } from './services.js';

export interface CatalogOptions {
  readonly store: Store;
  readonly limits: Pick<Limits, 'maxPageSize'>;
}

/** Lists and finds what is registered; reads see the latest commit of any process. */
export function createCatalog({ store, limits }: CatalogOptions): CatalogService {
  const bounded = (request: PageRequest): PageRequest => ({
    ...request,
    first: parsePageSize(request.first, limits.maxPageSize),
  });
  const getModel = (name: string) => getRecord(store.models, name, missing.model);
  return {
    models: (request) => store.models.page(bounded(request)),
    findModel: (name) => store.models.find(name),
    getModel,
    dictionaries(request, filter) {
      if (filter.model !== undefined) getModel(filter.model);
      return store.dictionaries.page(bounded(request), dictionaryFilter(filter));
    },
    findDictionary: (name) => store.dictionaries.find(name),
    getDictionary: (name) => getRecord(store.dictionaries, name, missing.dictionary),
    corpora: (request) => store.corpora.page(bounded(request)),
    findCorpus: (name) => store.corpora.find(name),
    getCorpus: (name) => getRecord(store.corpora, name, missing.corpus),
    datasets: (request) => store.datasets.page(bounded(request)),
    findDataset: (name) => store.datasets.find(name),
    getDataset: (name) => getRecord(store.datasets, name, missing.dataset),
    corpusTokens: (corpus, model) => store.tokenFiles.find(corpus.digest, model.tokenizerDigest)?.tokens ?? null,
  };
}

type Missing = readonly [noun: string, code: ErrorCode];
const missing = {
  model: ['model', 'MODEL_NOT_FOUND'],
  dictionary: ['dictionary', 'DICTIONARY_NOT_FOUND'],
  corpus: ['corpus', 'CORPUS_NOT_FOUND'],
  dataset: ['data set', 'DATASET_NOT_FOUND'],
} as const satisfies Record<string, Missing>;

function getRecord<R extends { readonly name: string }>(table: NamedTable<R>, name: string, [noun, code]: Missing): R {
  const found = table.find(name);
  if (found) return found;
  throw new ResearchError(code, `No ${noun} "${name}" is registered.${didYouMean(name, table.names())}`, {
    at: noun.replace(' ', ''),
  });
}

function dictionaryFilter(filter: Parameters<CatalogService['dictionaries']>[1]) {
  const hookPoint =
    filter.hookPoint === undefined ? undefined : (toHookPointName(filter.hookPoint) ?? filter.hookPoint);
  return (dictionary: DictionaryRecord): boolean =>
    (filter.model === undefined || dictionary.model === filter.model) &&
    (hookPoint === undefined || dictionary.hookPoint === hookPoint) &&
    (filter.of === undefined || dictionary.pruning?.of === filter.of);
}
