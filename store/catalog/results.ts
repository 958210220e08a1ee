/** Results of analyses in the catalog: by id, and by what they are about. */
import type { KeyRange } from '../lmdb/bytes-table.js';
import type { Environment } from '../lmdb/environment.js';
import type { ResultTable } from '../store.js';
import type { CatalogTableName } from '../tables.js';
import { RecordTable } from './record-table.js';

/** Sorts behind every string, so that a range holds all keys that begin with a subject. */
const afterAll = '\uffff';

export class Results<R extends { readonly id: string }> implements ResultTable<R> {
  readonly #records: RecordTable<R>;
  readonly #bySubject: RecordTable<string>;

  constructor(
    private readonly catalog: Environment,
    tables: { readonly records: CatalogTableName; readonly bySubject: CatalogTableName },
  ) {
    this.#records = new RecordTable(catalog, tables.records);
    this.#bySubject = new RecordTable(catalog, tables.bySubject);
  }

  find(id: string): R | undefined {
    return this.#records.find(id);
  }

  list(subject: readonly string[]): R[] {
    const found = this.#bySubject.entries(beginningWith(subject)).flatMap(({ record: id }) => this.find(id) ?? []);
    return found.sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  add(record: R, subject: readonly string[]): void {
    this.catalog.transact(() => {
      if (this.#records.has(record.id)) throw new Error(`there is a result ${record.id} already`);
      this.#records.put(record.id, record);
      this.#bySubject.put([...subject, record.id], record.id);
    });
  }

  remove(id: string): boolean {
    return this.catalog.transact(() => {
      const entry = this.#bySubject.entries().find(({ record }) => record === id);
      if (entry) this.#bySubject.remove(entry.key);
      return this.#records.remove(id);
    });
  }

  removeAll(subject: readonly string[]): void {
    this.catalog.transact(() => {
      for (const { key, record: id } of this.#bySubject.entries(beginningWith(subject))) {
        this.#bySubject.remove(key);
        this.#records.remove(id);
      }
    });
  }
}

function beginningWith(subject: readonly string[]): KeyRange {
  return subject.length === 0 ? {} : { start: [...subject], end: [...subject, afterAll] };
}
