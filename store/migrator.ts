/** Brings a store to the version of the program, one migration after the other. */
import { ResearchError } from '../domain/errors.js';
import { decodeJson, encodeJson } from './encodings/json-record.js';
import { toStoreFailure } from './files/store-failure.js';
import type { Environment, KeyShape } from './lmdb/environment.js';
import type { Key } from './lmdb/bytes-table.js';
import type { Marker } from './catalog/marker.js';
import { readMarker, writeMarker } from './catalog/marker.js';

/** An ordered change of the catalog; a migration that was released is never changed, moved or removed. */
export interface Migration {
  /** A number and words, such as `0001-first-tables`. */
  readonly id: string;
  /** Runs in one transaction with the new version; must not be async. */
  up(catalog: MigratingCatalog): void;
}

/** What a migration may do. */
export interface MigratingCatalog {
  createTable(name: string, keys: KeyShape): void;
  /** All entries of a table, in the order of its keys. */
  entries(table: string): { readonly key: Key; readonly value: unknown }[];
  put(table: string, key: Key, value: unknown): void;
  remove(table: string, key: Key): void;
}

/**
 * Throws STORE_TOO_NEW when the store went through all of `ids` and more, MIGRATION_OUT_OF_ORDER when what it went
 * through is not the beginning of `ids`.
 */
export function checkOrder(executed: readonly string[], ids: readonly string[], at: string): void {
  const different = executed.findIndex((id, i) => i < ids.length && id !== ids[i]);
  if (different >= 0) {
    const message = `Migration ${different + 1} is ${ids[different]} here, but the store executed ${executed[different]}.`;
    throw new ResearchError('MIGRATION_OUT_OF_ORDER', message, { at });
  }
  if (executed.length > ids.length) {
    const message = `The store has version ${executed.length} (${executed.at(-1)}), this program knows ${ids.length}.`;
    throw new ResearchError('STORE_TOO_NEW', message, { at });
  }
}

/** Runs what is missing. Other processes may try the same: each migration runs once. */
export function migrate(catalog: Environment, migrations: readonly Migration[]): Marker {
  const ids = migrations.map(({ id }) => id);
  let marker = readMarker(catalog);
  checkOrder(marker.executed, ids, catalog.folder);
  while (marker.executed.length < ids.length) marker = runNext(catalog, migrations);
  return marker;
}

function runNext(catalog: Environment, migrations: readonly Migration[]): Marker {
  return catalog.transact(() => {
    const marker = readMarker(catalog);
    if (marker.executed.length >= migrations.length) return marker;
    const migration = migrations[marker.executed.length];
    runOne(catalog, migration);
    const migrated = { ...marker, executed: [...marker.executed, migration.id] };
    writeMarker(catalog, migrated);
    return migrated;
  });
}

function runOne(catalog: Environment, migration: Migration): void {
  try {
    migration.up(migratingCatalog(catalog));
  } catch (error) {
    const cause = toStoreFailure(error, catalog.folder);
    if (cause instanceof ResearchError) throw cause;
    const message = `${migration.id} failed: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new ResearchError('MIGRATION_FAILED', message, { at: catalog.folder, cause });
  }
}

function migratingCatalog(catalog: Environment): MigratingCatalog {
  const table = (name: string) => catalog.table(name, 'ordered');
  return {
    createTable: (name, keys) => void catalog.createTable(name, keys),
    entries: (name) =>
      table(name)
        .entries()
        .map(({ key, value }) => ({ key, value: decodeJson(value) })),
    put: (name, key, value) => table(name).put(key, encodeJson(value)),
    remove: (name, key) => void table(name).remove(key),
  };
}
