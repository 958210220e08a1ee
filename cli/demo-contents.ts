/** What the package ships for `saeql demo`: what demo/contents.json lists. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DatasetRequest } from '../services/services.js';
import { parseDemoListing, type ListedDataset, type ListedDictionary, type ListedModel } from './demo-listing.js';

/** Compiled, this file is dist/cli/demo-contents.js. */
const demoFolder = fileURLToPath(new URL('../../demo/', import.meta.url));

/** Paths are absolute. */
export interface DemoContents {
  /** A twin comes after the model that it is of. */
  readonly models: readonly ListedModel[];
  readonly corpus: { readonly name: string; readonly file: string };
  readonly dictionaries: readonly DemoDictionary[];
  readonly datasets: readonly DatasetRequest[];
}

export interface DemoDictionary {
  readonly name: string;
  readonly path: string;
  readonly model: string;
  readonly hookPoint: string;
}

/** Reads demo/contents.json. */
export function readDemoContents(): DemoContents {
  const listing = parseDemoListing(readFileSync(`${demoFolder}contents.json`, 'utf8'));
  const { models, corpora, dictionaries, datasets } = listing;
  const [corpus] = corpora;
  return {
    models: models.map((model) => ({ ...model, folder: demoFolder + model.folder })),
    corpus: { name: corpus.name, file: demoFolder + corpus.file },
    dictionaries: dictionaries.map(toDemoDictionary),
    datasets: datasets.map(toDatasetRequest),
  };
}

function toDemoDictionary({ name, folder, model, hookPoint }: ListedDictionary): DemoDictionary {
  return { name, path: demoFolder + folder, model, hookPoint };
}

function toDatasetRequest({ name, file, text, label, groups }: ListedDataset): DatasetRequest {
  return { name, source: { kind: 'file', file: demoFolder + file, columns: { text, label, groups } } };
}
