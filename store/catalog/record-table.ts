/** A table of the catalog with plain records as values. Every read sees the latest commit of any process. */
import { DamagedRecord } from '../encodings/damaged-record.js';
import { decodeJson, encodeJson } from '../encodings/json-record.js';
import { corrupt } from '../files/store-failure.js';
import type { BytesTable, Key, KeyRange } from '../lmdb/bytes-table.js';
import type { Environment } from '../lmdb/environment.js';
import type { CatalogTableName } from '../tables.js';
import { catalogTables } from '../tables.js';
import { DecodedRecords } from './decoded-records.js';

export class RecordTable<R> {
  readonly #table: BytesTable;
  readonly #decoded = new DecodedRecords<R>();

  constructor(
    private readonly catalog: Environment,
    private readonly name: CatalogTableName,
  ) {
    this.#table = catalog.table(name, catalogTables[name].keys);
  }

  /** Throws STORE_CORRUPT, as the other reads. */
  find(key: Key): R | undefined {
    this.catalog.refresh();
    const value = this.#table.read(key);
    return value && this.#decoded.getOrDecode(key, value, () => this.#decode(key, value));
  }

  has(key: Key): boolean {
    this.catalog.refresh();
    return this.#table.has(key);
  }

  keys(range?: KeyRange): Key[] {
    this.catalog.refresh();
    return this.#table.keys(range);
  }

  count(range?: KeyRange): number {
    this.catalog.refresh();
    return this.#table.count(range);
  }

  entries(range?: KeyRange): { readonly key: Key; readonly record: R }[] {
    this.catalog.refresh();
    return this.#table.entries(range).map(({ key, value }) => ({
      key,
      record: this.#decoded.getOrDecode(key, value, () => this.#decode(key, value)),
    }));
  }

  /** Only inside `transact` of the catalog, as the next. */
  put(key: Key, record: R): void {
    this.#table.put(key, encodeJson(record));
  }

  remove(key: Key): boolean {
    return this.#table.remove(key);
  }

  #decode(key: Key, value: Uint8Array): R {
    try {
      return decodeJson(value) as R;
    } catch (error) {
      if (!(error instanceof DamagedRecord)) throw error;
      const what = `The record ${JSON.stringify(key)} of the table ${this.name} is damaged: ${error.message}.`;
      throw corrupt(this.catalog.folder, what, this.catalog.fix);
    }
  }
}
