/** Importing a labelled data set: its rows are checked and kept whole; nothing is registered when one is bad. */
import type { DatasetRecord } from '../../domain/dataset.js';
import { parseName } from '../../domain/name.js';
import type { Store } from '../../store/store.js';
import { checkContent } from '../datasets/check-content.js';
import { describeDataset } from '../datasets/describe-dataset.js';
import { readContent } from '../datasets/read-content.js';
import type { ImportService } from '../services.js';
import { findSame, register } from './register.js';

type Identity = Pick<DatasetRecord, 'name' | 'digest' | 'positiveLabel'>;

export function createDatasetImport({
  store,
}: {
  readonly store: Pick<Store, 'datasets'>;
}): ImportService['importDataset'] {
  return async ({ name, source, positiveLabel: wanted }) => {
    parseName(name);
    const content = await readContent(source);
    const checked = checkContent(content, wanted);
    const { positiveLabel } = checked;
    const labelColumn = source.kind === 'rows' ? undefined : source.columns.label;
    const find = (digest: string) => findSame(store.datasets, { name, digest, positiveLabel }, isSameDataset);
    // A data set whose name is taken must not stay in the store without one.
    const digest = await store.datasets.write(content, find);
    const existing = find(digest);
    if (existing) return existing;
    const described = await describeDataset(content, { ...checked, labelColumn });
    return register(store.datasets, { name, ...described, digest }, isSameDataset);
  };
}

function isSameDataset(existing: Identity, wanted: Identity): boolean {
  return existing.digest === wanted.digest && existing.positiveLabel === wanted.positiveLabel;
}
