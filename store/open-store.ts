/** Opens a store: the folder that holds everything saeql remembers. Several processes may have it open. */
import { join } from 'node:path';
import type { ActivationMeanRecord } from '../domain/activation-mean.js';
import type { DictionaryRecord } from '../domain/dictionary.js';
import type { MetricsRecord } from '../domain/metrics.js';
import type { ModelRecord } from '../domain/model.js';
import type { PruningSweepRecord } from '../domain/pruning-sweep.js';
import { createBlobs } from './blobs.js';
import { Annotations } from './catalog/annotations.js';
import type { OpenedCatalog } from './catalog/catalog.js';
import { openCatalog } from './catalog/catalog.js';
import { Jobs } from './catalog/jobs.js';
import { NamedRecords } from './catalog/named-records.js';
import { classifierTables } from './classifier-tables.js';
import { similarityTables } from './similarity-tables.js';
import { Results } from './catalog/results.js';
import { Corpora } from './corpora/corpora.js';
import { Datasets } from './datasets/datasets.js';
import { storeFolders } from './folders.js';
import { createFolder } from './files/create-folder.js';
import { onDisk } from './files/store-failure.js';
import { sweepTemporary } from './files/temporary.js';
import { Harvests } from './harvests/harvests.js';
import type { Migration } from './migrator.js';
import type { KeyRecord, Store } from './store.js';
import { TokenFiles } from './tokens/token-files.js';

export interface StoreOptions {
  /** The whole ordered list; see migrations/. */
  readonly migrations: readonly Migration[];
  /** With `read`, nothing is created, migrated or swept. Default: `write`. */
  readonly access?: 'read' | 'write';
  /** Token files up to this size are kept in memory. Default: 1 GiB. */
  readonly residentTokenBytes?: number;
}

/**
 * Throws STORE_CORRUPT, STORE_FULL, STORE_NOT_ALLOWED, STORE_TOO_NEW, STORE_TOO_OLD, STORE_NOT_FOUND, MIGRATION_OUT_OF_ORDER
 * or MIGRATION_FAILED. The caller closes the store.
 */
export async function openStore(folder: string, options: StoreOptions): Promise<Store> {
  const { access = 'write', migrations } = options;
  if (access === 'write') prepareFolders(folder);
  const catalog = await openCatalog(folder, { access, migrations });
  return storeOf(folder, catalog, options);
}

/** Creates what is missing and removes what dead processes left unfinished. */
function prepareFolders(folder: string): void {
  for (const path of [folder, ...storeFolders.map((name) => join(folder, name))]) {
    createFolder(path);
    onDisk(path, () => sweepTemporary(path));
  }
}

function storeOf(folder: string, { environment, marker }: OpenedCatalog, options: StoreOptions): Store {
  const dictionaries = new NamedRecords<DictionaryRecord>(environment, 'dictionaries');
  const corpora = new Corpora(environment, join(folder, 'corpora'));
  const tokenFiles = new TokenFiles(join(folder, 'tokens'), options.residentTokenBytes);
  const harvests = new Harvests(environment, join(folder, 'harvests'), {
    dictionary: (name) => dictionaries.find(name)?.digest,
    corpus: (name) => corpora.find(name)?.digest,
  });
  return {
    folder,
    version: marker.executed.length,
    models: new NamedRecords<ModelRecord>(environment, 'models'),
    dictionaries,
    corpora,
    datasets: new Datasets(environment, join(folder, 'datasets')),
    harvests,
    jobs: new Jobs(environment),
    annotations: new Annotations(environment),
    keys: new NamedRecords<KeyRecord>(environment, 'keys'),
    metrics: new Results<MetricsRecord>(environment, { records: 'metrics', bySubject: 'metricsBySubject' }),
    pruningSweeps: new Results<PruningSweepRecord>(environment, {
      records: 'pruningSweeps',
      bySubject: 'pruningSweepsBySubject',
    }),
    activationMeans: new Results<ActivationMeanRecord>(environment, {
      records: 'activationMeans',
      bySubject: 'activationMeansBySubject',
    }),
    ...similarityTables(folder, environment),
    ...classifierTables(folder, environment),
    tokenFiles,
    blobs: createBlobs(folder),
    close: async () => {
      tokenFiles.close();
      await harvests.close();
      await environment.close();
    },
  };
}
