/** Opens the catalog of a store, creates it where there is none, and brings it to the version of the program. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import { publishFolder } from '../files/durable.js';
import { onDisk, onDiskAsync } from '../files/store-failure.js';
import { temporaryBeside } from '../files/temporary.js';
import { Environment } from '../lmdb/environment.js';
import type { Migration } from '../migrator.js';
import { checkOrder, migrate } from '../migrator.js';
import type { Marker } from './marker.js';
import { createMarker, readMarker, writeMarker } from './marker.js';

const fix = 'Restore the folder `catalog` from a backup (`saeql backup` makes one), or start with a new data folder.';

export interface CatalogOptions {
  readonly access: 'read' | 'write';
  readonly migrations: readonly Migration[];
}

export interface OpenedCatalog {
  readonly environment: Environment;
  readonly marker: Marker;
}

/** Throws STORE_NOT_FOUND, STORE_CORRUPT, STORE_TOO_NEW, STORE_TOO_OLD, STORE_FULL or the errors of migrations. */
export async function openCatalog(storeFolder: string, options: CatalogOptions): Promise<OpenedCatalog> {
  const folder = join(storeFolder, 'catalog');
  if (!existsSync(folder)) {
    if (options.access === 'read')
      throw new ResearchError('STORE_NOT_FOUND', 'There is no store here.', { at: storeFolder });
    await onDiskAsync(folder, () => createCatalog(folder));
  }
  const environment = Environment.open(folder, { mode: options.access, fix });
  try {
    return { environment, marker: upToDate(environment, options) };
  } catch (error) {
    await environment.close();
    throw error;
  }
}

function upToDate(environment: Environment, { access, migrations }: CatalogOptions): Marker {
  if (access === 'write') return migrate(environment, migrations);
  const marker = readMarker(environment);
  const ids = migrations.map(({ id }) => id);
  checkOrder(marker.executed, ids, environment.folder);
  if (marker.executed.length === ids.length) return marker;
  const message = `The store has version ${marker.executed.length}, this program needs ${ids.length}.`;
  throw new ResearchError('STORE_TOO_OLD', message, { at: environment.folder });
}

/** In a temporary folder, so that another process sees a whole catalog or none. */
async function createCatalog(folder: string): Promise<void> {
  const temporary = temporaryBeside(folder);
  onDisk(folder, () => mkdirSync(temporary, { recursive: true }));
  try {
    await fillCatalog(temporary);
    publishFolder(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function fillCatalog(folder: string): Promise<void> {
  const environment = Environment.open(folder, { mode: 'create', fix });
  try {
    environment.transact(() => writeMarker(environment, createMarker()));
  } finally {
    await environment.close();
  }
}
