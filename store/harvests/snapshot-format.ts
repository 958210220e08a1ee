/** What writer and reader of a snapshot share: its tables, their keys, and what damage to it can be mended by. */
import type { ColumnName } from '../encodings/columns.js';
import type { BytesTable, Key } from '../lmdb/bytes-table.js';
import type { Environment } from '../lmdb/environment.js';
import type { SnapshotTableName } from '../tables.js';
import { snapshotTables } from '../tables.js';

/** Larger pages than usual: a record above half a page takes whole pages; with 4 KiB pages, a mix with dense features took a fifth more. */
export const snapshotPageSize = 16384;

export const snapshotFix = 'Harvest the dictionary again, or restore the folder from a backup.';
export const tableNames = Object.keys(snapshotTables) as SnapshotTableName[];
export type SnapshotTables = Readonly<Record<SnapshotTableName, BytesTable>>;

export const poolKey = 'pool';
export const shapeKey = 'shape';

/** What does not follow from the records themselves. */
export interface SnapshotShape {
  readonly features: number;
}

export function columnKey(column: ColumnName, chunk: number): Key {
  return [column, chunk];
}

export function createSnapshotTables(environment: Environment): SnapshotTables {
  return eachTable((name) => environment.createTable(name, snapshotTables[name].keys));
}

/** Throws STORE_CORRUPT when one is missing. */
export function openSnapshotTables(environment: Environment): SnapshotTables {
  return eachTable((name) => environment.table(name, snapshotTables[name].keys));
}

function eachTable(open: (name: SnapshotTableName) => BytesTable): SnapshotTables {
  return Object.fromEntries(tableNames.map((name) => [name, open(name)])) as Record<SnapshotTableName, BytesTable>;
}
