/** Reads a published snapshot. Every read checks the CRC of what it decodes. */
import type { StoredContext } from '../../domain/context.js';
import type { TokenFirings } from '../../domain/feature.js';
import type { ColumnName } from '../encodings/columns.js';
import { checkFrame } from '../encodings/checked-record.js';
import { columnNames, columnTypes, decodeChunkInto, rowsAChunk } from '../encodings/columns.js';
import { DamagedRecord } from '../encodings/damaged-record.js';
import type { RecordCodec, SampledContexts } from '../encodings/feature-records.js';
import {
  firesInPoolCodec,
  histogramCodec,
  poolCodec,
  sampledContextsCodec,
  tokenIndexCodec,
  topContextsCodec,
  topTokensCodec,
} from '../encodings/feature-records.js';
import { decodeJson } from '../encodings/json-record.js';
import { corrupt } from '../files/store-failure.js';
import type { Key } from '../lmdb/bytes-table.js';
import type { FeatureColumns, HarvestedFeature, HarvestSnapshot, PoolWindow } from '../store.js';
import type { SnapshotTableName } from '../tables.js';
import { consecutiveRuns } from './consecutive-runs.js';
import type { OpenSnapshots } from './open-snapshots.js';
import { SnapshotDigest } from './snapshot-digest.js';
import type { SnapshotShape } from './snapshot-format.js';
import { columnKey, poolKey, shapeKey, snapshotFix, tableNames } from './snapshot-format.js';

type Decode<T> = (record: Uint8Array) => T;

export class SnapshotReader implements HarvestSnapshot {
  #columns: FeatureColumns | undefined;
  #pool: readonly PoolWindow[] | undefined;
  #shape: SnapshotShape | undefined;

  constructor(
    private readonly snapshots: OpenSnapshots,
    private readonly id: string,
  ) {}

  get columns(): FeatureColumns {
    return (this.#columns ??= this.#readColumns());
  }

  get pool(): readonly PoolWindow[] {
    return (this.#pool ??= this.#get('snapshot', poolKey, poolCodec.decode));
  }

  topContexts(indices: readonly number[]): StoredContext[][] {
    return consecutiveRuns(indices).flatMap(({ first, count }) =>
      count === 1 ? [this.#ofFeature('topContexts', first, topContextsCodec)] : this.#topContextsOfRun(first, count),
    ) as StoredContext[][];
  }

  sampledContexts(index: number): SampledContexts {
    return this.#ofFeature('sampledContexts', index, sampledContextsCodec);
  }

  histogram(index: number): HarvestedFeature['histogram'] {
    return this.#ofFeature('histograms', index, histogramCodec);
  }

  topTokens(index: number): readonly TokenFirings[] {
    return this.#ofFeature('topTokens', index, topTokensCodec);
  }

  firesInPool(index: number): Uint8Array {
    return this.#ofFeature('firesInPool', index, firesInPoolCodec);
  }

  featuresFiringOn(tokenId: number): Uint32Array {
    const record = this.#tables().tokenIndex.read(tokenId);
    if (record === undefined) return new Uint32Array(0);
    return this.#decode('tokenIndex', tokenId, () => tokenIndexCodec.decode(record));
  }

  /** Checks every record and returns the digest over them, which is the one of the writer. */
  verify(): string {
    const digest = new SnapshotDigest();
    for (const table of tableNames) {
      for (const { key, value } of this.#tables()[table].scan()) {
        this.#decode(table, key, () => checkFrame(value));
        digest.add(table, key, value);
      }
    }
    return digest.toHex();
  }

  get #features(): number {
    this.#shape ??= this.#get('snapshot', shapeKey, (record) => decodeJson(record) as SnapshotShape);
    return this.#shape.features;
  }

  #tables() {
    return this.snapshots.tables(this.id);
  }

  #ofFeature<T>(table: SnapshotTableName, index: number, codec: RecordCodec<T>): T {
    this.#check(index);
    return this.#get(table, index, codec.decode);
  }

  #topContextsOfRun(first: number, count: number): (readonly StoredContext[])[] {
    this.#check(first);
    this.#check(first + count - 1);
    const entries = this.#tables().topContexts.entries({ start: first, end: first + count });
    if (entries.length !== count) throw this.#damage('topContexts', first, `${count - entries.length} are missing`);
    return entries.map(({ key, value }) => this.#decode('topContexts', key, () => topContextsCodec.decode(value)));
  }

  #get<T>(table: SnapshotTableName, key: Key, decode: Decode<T>): T {
    const record = this.#tables()[table].read(key);
    if (record === undefined) throw this.#damage(table, key, 'it is missing');
    return this.#decode(table, key, () => decode(record));
  }

  #decode<T>(table: SnapshotTableName, key: Key, decode: () => T): T {
    try {
      return decode();
    } catch (error) {
      if (error instanceof DamagedRecord) throw this.#damage(table, key, error.message);
      throw error;
    }
  }

  #damage(table: SnapshotTableName, key: Key, reason: string): Error {
    const what = `In harvest ${this.id}, table ${table}, the record of ${JSON.stringify(key)} is damaged: ${reason}.`;
    return corrupt(this.snapshots.folderOf(this.id), what, snapshotFix);
  }

  #readColumns(): FeatureColumns {
    return Object.fromEntries(columnNames.map((name) => [name, this.#readColumn(name)])) as unknown as FeatureColumns;
  }

  #readColumn(name: ColumnName): Float64Array | Float32Array | Uint32Array {
    const column = new columnTypes[name](this.#features);
    for (let chunk = 0; chunk * rowsAChunk < column.length; chunk++) {
      this.#get('columns', columnKey(name, chunk), (record) => decodeChunkInto(column, chunk, record));
    }
    return column;
  }

  #check(index: number): void {
    if (!(Number.isInteger(index) && index >= 0 && index < this.#features))
      throw new Error(`harvest ${this.id} has no feature ${index}`);
  }
}
