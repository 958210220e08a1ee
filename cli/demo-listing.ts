/** demo/contents.json: what the folder of the demonstration lists about itself. */
import type { RandomizedControl } from '../domain/model.js';

/** Paths are below the folder. */
export interface DemoListing {
  readonly models: readonly ListedModel[];
  readonly corpora: readonly { readonly name: string; readonly file: string }[];
  readonly dictionaries: readonly ListedDictionary[];
  readonly datasets: readonly ListedDataset[];
}

export interface ListedModel {
  readonly name: string;
  readonly folder: string;
  /** Of a randomised twin. */
  readonly control?: RandomizedControl;
}

export interface ListedDictionary {
  readonly name: string;
  readonly folder: string;
  readonly model: string;
  readonly hookPoint: string;
}

export interface ListedDataset {
  readonly name: string;
  readonly file: string;
  /** Columns: what the model reads, what is to be told from it, and what groups rows. */
  readonly text: string;
  readonly label: string;
  readonly groups: readonly string[];
}

/** Throws a plain Error naming the entry at fault: the file is part of the package, so a wrong one is our mistake. */
export function parseDemoListing(json: string): DemoListing {
  const listing: unknown = JSON.parse(json);
  const models = entriesOf(listing, 'models', ['name', 'folder']);
  const corpora = entriesOf(listing, 'corpora', ['name', 'file']);
  const dictionaries = entriesOf(listing, 'dictionaries', ['name', 'folder', 'model', 'hookPoint']);
  const datasets = entriesOf(listing, 'datasets', ['name', 'file', 'text', 'label']).map(withGroups);
  return { models: models.map(withControl), corpora, dictionaries, datasets };
}

type Entry<Key extends string> = Readonly<Record<Key, string>>;

function entriesOf<Key extends string>(listing: unknown, kind: string, keys: readonly Key[]): Entry<Key>[] {
  const entries: unknown = fieldOf(listing, kind);
  if (!Array.isArray(entries) || entries.length === 0) throw new Error(`contents.json lists no ${kind}.`);
  entries.forEach((entry, position) => {
    const missing = keys.find((key) => typeof fieldOf(entry, key) !== 'string');
    if (missing !== undefined) throw new Error(`contents.json: ${kind}[${position}] has no ${missing}.`);
  });
  return entries as Entry<Key>[];
}

function withGroups(dataset: Entry<'name' | 'file' | 'text' | 'label'>): ListedDataset {
  const groups = fieldOf(dataset, 'groups');
  const isList = Array.isArray(groups) && groups.every((group) => typeof group === 'string');
  if (!isList) throw new Error(`contents.json: the groups of ${dataset.name} are no list of columns.`);
  return { ...dataset, groups };
}

function withControl(model: Entry<'name' | 'folder'>): ListedModel {
  const control = fieldOf(model, 'control');
  if (control === undefined) return model;
  const scheme = fieldOf(control, 'scheme');
  const isKnown = scheme === 'ALL' || scheme === 'KEEP_EMBEDDINGS';
  if (!isKnown) throw new Error(`contents.json: the control ${model.name} has the unknown scheme ${String(scheme)}.`);
  return { ...model, control: { of: String(fieldOf(control, 'of')), scheme, seed: Number(fieldOf(control, 'seed')) } };
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
