/** Named records of the catalog: models, dictionaries, corpora, keys. */
import type { Page, PageRequest } from '../../domain/page.js';
import type { Environment } from '../lmdb/environment.js';
import type { NamedTable } from '../store.js';
import type { CatalogTableName } from '../tables.js';
import { ascending, mapPage, pageOf } from './page-of.js';
import { RecordTable } from './record-table.js';

export class NamedRecords<R extends { readonly name: string }> implements NamedTable<R> {
  readonly #records: RecordTable<R>;

  constructor(
    private readonly catalog: Environment,
    table: CatalogTableName,
  ) {
    this.#records = new RecordTable<R>(catalog, table);
  }

  find(name: string): R | undefined {
    return this.#records.find(name);
  }

  names(): string[] {
    return this.#records.keys() as string[];
  }

  page(request: PageRequest, accept?: (record: R) => boolean): Page<R> {
    if (accept === undefined) return this.#pageOfAll(request);
    const accepted = this.#records.entries().filter(({ record }) => accept(record));
    const listed = accepted.map(({ record }) => ({ position: record.name, node: record }));
    return pageOf(listed, request, ascending);
  }

  add(record: R): boolean {
    return this.catalog.transact(() => {
      if (this.#records.has(record.name)) return false;
      this.#records.put(record.name, record);
      return true;
    });
  }

  remove(name: string): boolean {
    return this.catalog.transact(() => this.#records.remove(name));
  }

  /** Decodes what is shown, not the whole table. */
  #pageOfAll(request: PageRequest): Page<R> {
    const listed = this.names().map((name) => ({ position: name, node: name }));
    return mapPage(pageOf(listed, request, ascending), (name) => this.find(name));
  }
}
