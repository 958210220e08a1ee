/** Writes a harvest snapshot, once, in ascending feature order. */
import { mkdirSync, rmSync } from 'node:fs';
import type { ColumnName } from '../encodings/columns.js';
import { columnNames, encodeColumn } from '../encodings/columns.js';
import {
  firesInPoolCodec,
  histogramCodec,
  poolCodec,
  sampledContextsCodec,
  tokenIndexCodec,
  topContextsCodec,
  topTokensCodec,
} from '../encodings/feature-records.js';
import { encodeJson } from '../encodings/json-record.js';
import { publishFolder } from '../files/durable.js';
import { onDisk } from '../files/store-failure.js';
import { temporaryBeside } from '../files/temporary.js';
import type { Key } from '../lmdb/bytes-table.js';
import { Environment } from '../lmdb/environment.js';
import type { FeatureColumns, HarvestedFeature, HarvestSnapshotWriter, PoolWindow } from '../store.js';
import type { SnapshotTableName } from '../tables.js';
import { SnapshotDigest } from './snapshot-digest.js';
import type { SnapshotTables } from './snapshot-format.js';
import {
  columnKey,
  createSnapshotTables,
  poolKey,
  shapeKey,
  snapshotFix,
  snapshotPageSize,
} from './snapshot-format.js';
import { TokenIndexBuilder } from './token-index-builder.js';

/** Written in one transaction: enough to make the cost of a transaction small, little enough to hold in memory. */
const batchBytes = 4 << 20;

const openOptions = { mode: 'create', fix: snapshotFix, pageSize: snapshotPageSize } as const;

const emptyFeature: HarvestedFeature = Object.freeze({
  topContexts: [],
  sampledContexts: [],
  firingWindows: 0,
  histogram: { firstBin: 0, counts: [] },
  topTokens: [],
  firesInPool: new Uint8Array(0),
});

interface PendingEntry {
  readonly table: SnapshotTableName;
  readonly key: Key;
  readonly value: Uint8Array;
}

export class SnapshotWriter implements HarvestSnapshotWriter {
  readonly #temporary: string;
  readonly #environment: Environment;
  readonly #tables: SnapshotTables;
  readonly #digest = new SnapshotDigest();
  readonly #tokenIndex = new TokenIndexBuilder();
  #pending: PendingEntry[] = [];
  #pendingBytes = 0;
  #nextFeature = 0;
  #closed = false;

  /** Throws STORE_FULL or STORE_NOT_ALLOWED. */
  constructor(
    private readonly folder: string,
    private readonly features: number,
  ) {
    this.#temporary = temporaryBeside(folder);
    try {
      onDisk(folder, () => mkdirSync(this.#temporary));
      this.#environment = Environment.open(this.#temporary, openOptions);
      this.#tables = createSnapshotTables(this.#environment);
    } catch (error) {
      rmSync(this.#temporary, { recursive: true, force: true });
      throw error;
    }
  }

  addFeature(index: number, feature: HarvestedFeature, firedTokenIds: Iterable<number>): void {
    if (!(index >= this.#nextFeature && index < this.features))
      throw new Error(`feature ${index} of ${this.features} does not follow ${this.#nextFeature - 1}`);
    this.#fillUpTo(index);
    this.#tokenIndex.add(index, firedTokenIds);
    this.#addRecords(index, feature);
  }

  async finish(columns: FeatureColumns, pool: readonly PoolWindow[]): Promise<string> {
    this.#fillUpTo(this.features);
    for (const { tokenId, features } of this.#tokenIndex.byToken()) {
      this.#add('tokenIndex', tokenId, tokenIndexCodec.encode(features));
    }
    for (const name of columnNames) this.#addColumn(name, columns);
    this.#add('snapshot', poolKey, poolCodec.encode(pool));
    this.#add('snapshot', shapeKey, encodeJson({ features: this.features }));
    this.#commit();
    await this.#close();
    onDisk(this.folder, () => {
      // A snapshot that was finished but never published, because its process ended in between, is in the way.
      rmSync(this.folder, { recursive: true, force: true });
      publishFolder(this.#temporary, this.folder);
    });
    return this.#digest.toHex();
  }

  async discard(): Promise<void> {
    await this.#close();
    rmSync(this.#temporary, { recursive: true, force: true });
  }

  /** A feature without records would look like damage. */
  #fillUpTo(index: number): void {
    while (this.#nextFeature < index) this.#addRecords(this.#nextFeature, emptyFeature);
  }

  #addRecords(index: number, feature: HarvestedFeature): void {
    const { firingWindows, sampledContexts } = feature;
    this.#add('topContexts', index, topContextsCodec.encode(feature.topContexts));
    this.#add('sampledContexts', index, sampledContextsCodec.encode({ firingWindows, contexts: sampledContexts }));
    this.#add('histograms', index, histogramCodec.encode(feature.histogram));
    this.#add('topTokens', index, topTokensCodec.encode(feature.topTokens));
    this.#add('firesInPool', index, firesInPoolCodec.encode(feature.firesInPool));
    this.#nextFeature = index + 1;
  }

  #addColumn(name: ColumnName, columns: FeatureColumns): void {
    const column = columns[name];
    if (column.length !== this.features)
      throw new Error(`column ${name} has ${column.length} rows, there are ${this.features} features`);
    encodeColumn(column).forEach((record, chunk) => this.#add('columns', columnKey(name, chunk), record));
  }

  #add(table: SnapshotTableName, key: Key, value: Uint8Array): void {
    this.#digest.add(table, key, value);
    this.#pending.push({ table, key, value });
    this.#pendingBytes += value.length;
    if (this.#pendingBytes >= batchBytes) this.#commit();
  }

  #commit(): void {
    this.#environment.transact(() => {
      for (const { table, key, value } of this.#pending) this.#tables[table].append(key, value);
    });
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#environment.close();
  }
}
