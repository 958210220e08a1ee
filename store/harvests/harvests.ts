/** Harvests: their records in the catalog, their snapshots in folders named by id. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { HarvestRecord } from '../../domain/harvest.js';
import { isTemporary } from '../files/temporary.js';
import { RecordTable } from '../catalog/record-table.js';
import type { Environment } from '../lmdb/environment.js';
import type { KeyRange } from '../lmdb/bytes-table.js';
import type { HarvestSnapshot, HarvestSnapshotWriter, HarvestTable } from '../store.js';
import { OpenSnapshots } from './open-snapshots.js';
import { RecentlyUsed } from './recently-used.js';
import { SnapshotReader } from './snapshot-reader.js';
import { SnapshotWriter } from './snapshot-writer.js';

const mostOpenSnapshots = 64;

/** The digest of what a name stands for now; undefined for a name that is not registered. */
export interface CurrentDigests {
  dictionary(name: string): string | undefined;
  corpus(name: string): string | undefined;
}

export class Harvests implements HarvestTable {
  readonly #records: RecordTable<HarvestRecord>;
  readonly #byDictionary: RecordTable<string>;
  readonly #snapshots: OpenSnapshots;
  /** Apart from the environments, because a reader keeps its columns, and reopens its environment when it must. */
  readonly #readers = new RecentlyUsed<SnapshotReader>(mostOpenSnapshots, () => undefined);

  constructor(
    private readonly catalog: Environment,
    private readonly folder: string,
    private readonly current: CurrentDigests,
  ) {
    this.#records = new RecordTable(catalog, 'harvests');
    this.#byDictionary = new RecordTable(catalog, 'harvestsByDictionary');
    this.#snapshots = new OpenSnapshots(folder, mostOpenSnapshots);
  }

  find(dictionary: string, corpus?: string): HarvestRecord | undefined {
    return this.list(dictionary).find((record) => corpus === undefined || record.corpus === corpus);
  }

  get(id: string): HarvestRecord | undefined {
    return this.#records.find(id);
  }

  list(dictionary: string): HarvestRecord[] {
    const oldestFirst = this.#byDictionary
      .entries(ofDictionary(dictionary))
      .flatMap(({ record: id }) => this.get(id) ?? []);
    return oldestFirst.filter((record) => this.#isCurrent(record)).reverse();
  }

  createWriter(id: string, features: number): HarvestSnapshotWriter {
    if (this.#records.has(id)) throw new Error(`harvest ${id} is published`);
    return new SnapshotWriter(join(this.folder, id), features);
  }

  publish(records: readonly HarvestRecord[]): void {
    const unfinished = records.find(({ id }) => !existsSync(join(this.folder, id)));
    if (unfinished !== undefined) throw new Error(`harvest ${unfinished.id} is not finished`);
    this.catalog.transact(() => {
      for (const record of records) this.#publishOne(record);
    });
  }

  open(id: string): HarvestSnapshot {
    return this.#readers.get(id, () => new SnapshotReader(this.#snapshots, id));
  }

  verify(id: string): string {
    return new SnapshotReader(this.#snapshots, id).verify();
  }

  remove(id: string): boolean {
    const wasThere = this.catalog.transact(() => {
      const record = this.#records.find(id);
      if (record === undefined) return false;
      const entries = this.#byDictionary.entries(ofDictionary(record.dictionary));
      for (const entry of entries) if (entry.record === id) this.#byDictionary.remove(entry.key);
      return this.#records.remove(id);
    });
    if (wasThere) rmSync(join(this.folder, id), { recursive: true, force: true });
    return wasThere;
  }

  unpublished(): string[] {
    return readdirSync(this.folder).filter((name) => !isTemporary(name) && !this.#records.has(name));
  }

  removeUnpublished(id: string): void {
    // In a transaction, so that it cannot be published between the look and the removal.
    this.catalog.transact(() => {
      if (!this.#records.has(id)) rmSync(join(this.folder, id), { recursive: true, force: true });
    });
  }

  async close(): Promise<void> {
    await this.#snapshots.close();
  }

  #publishOne(record: HarvestRecord): void {
    if (this.#records.has(record.id)) throw new Error(`harvest ${record.id} is published`);
    const last = this.#byDictionary.keys(ofDictionary(record.dictionary)).at(-1) as [string, number] | undefined;
    this.#records.put(record.id, record);
    this.#byDictionary.put([record.dictionary, last === undefined ? 0 : last[1] + 1], record.id);
  }

  /** A name that was freed may stand for something else by now. */
  #isCurrent({ dictionary, dictionaryDigest, corpus, corpusDigest }: HarvestRecord): boolean {
    return (
      (this.current.dictionary(dictionary) ?? dictionaryDigest) === dictionaryDigest &&
      (this.current.corpus(corpus) ?? corpusDigest) === corpusDigest
    );
  }
}

function ofDictionary(dictionary: string): KeyRange {
  return { start: [dictionary, 0], end: [dictionary, Infinity] };
}
