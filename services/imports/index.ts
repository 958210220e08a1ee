/** Importing models, dictionaries, corpora and labelled data sets. */
import type { Store } from '../../store/store.js';
import type { CatalogService, ImportService } from '../services.js';
import { createCorpusImport } from './import-corpus.js';
import { createDatasetImport } from './import-dataset.js';
import { createDictionaryImport } from './import-dictionary.js';
import { createModelImport } from './import-model.js';

export interface ImportsOptions {
  readonly store: Store;
  readonly catalog: CatalogService;
}

/** What is imported twice under one name with the same content is registered once. */
export function createImports(options: ImportsOptions): ImportService {
  return {
    importModel: createModelImport(options),
    importDictionary: createDictionaryImport(options),
    importCorpus: createCorpusImport(options),
    importDataset: createDatasetImport(options),
  };
}
