/** The records of a harvest snapshot, one encoder and one decoder each. All decoders throw DamagedRecord. */
import type { StoredContext } from '../../domain/context.js';
import type { TokenFirings } from '../../domain/feature.js';
import type { HarvestedFeature, PoolWindow } from '../store.js';
import { readAscending, writeAscending } from './ascending-numbers.js';
import { readBits, writeBits } from './bits.js';
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { beginRecord, openRecord, sealRecord } from './checked-record.js';
import { readContexts, writeContexts } from './contexts.js';
import { readCounts, writeCounts } from './sparse-counts.js';

/** How one kind of value becomes bytes. */
export interface RecordCodec<T> {
  encode(value: T): Buffer;
  decode(record: Uint8Array): T;
}

/** Stored in the marker of the store: a program that does not know a version must not read the records. */
export const snapshotCodecVersion = 1;

export interface SampledContexts {
  readonly contexts: readonly StoredContext[];
  readonly firingWindows: number;
}

export const topContextsCodec: RecordCodec<readonly StoredContext[]> = codec(writeContexts, readContexts);

/** varint firing windows, contexts. */
export const sampledContextsCodec: RecordCodec<SampledContexts> = codec(
  (writer, { contexts, firingWindows }) => writeContexts(writer.varint(firingWindows), contexts),
  (reader) => ({ firingWindows: reader.varint(), contexts: readContexts(reader) }),
);

/** varint first bin, counts. */
export const histogramCodec: RecordCodec<HarvestedFeature['histogram']> = codec(
  (writer, { firstBin, counts }) => writeCounts(writer.varint(firstBin), counts),
  (reader) => ({ firstBin: reader.varint(), counts: readCounts(reader) }),
);

/** varint how many; of each varint token id, varint firings, float32 mean activation. */
export const topTokensCodec: RecordCodec<readonly TokenFirings[]> = codec(
  (writer, tokens) => {
    writer.varint(tokens.length);
    for (const { tokenId, firings, meanActivation } of tokens) {
      writer.varint(tokenId).varint(firings).float32(meanActivation);
    }
  },
  (reader) =>
    readMany(reader, () => ({
      tokenId: reader.varint(),
      firings: reader.varint(),
      meanActivation: reader.float32(),
    })),
);

export const firesInPoolCodec: RecordCodec<Uint8Array> = codec(writeBits, readBits);

/** Ascending feature indices. */
export const tokenIndexCodec: RecordCodec<Uint32Array> = codec(writeAscending, readAscending);

/** varint how many; of each varint document, varint start, varint positions times 2 plus insertedBos. */
export const poolCodec: RecordCodec<readonly PoolWindow[]> = codec(
  (writer, pool) => {
    writer.varint(pool.length);
    for (const { document, start, insertedBos, positions } of pool) {
      writer
        .varint(document)
        .varint(start)
        .varint(positions * 2 + (insertedBos ? 1 : 0));
    }
  },
  (reader) =>
    readMany(reader, () => {
      const document = reader.varint();
      const start = reader.varint();
      const positions = reader.varint();
      return { document, start, insertedBos: positions % 2 === 1, positions: Math.floor(positions / 2) };
    }),
);

function readMany<T>(reader: ByteReader, read: () => T): T[] {
  const items: T[] = [];
  for (let left = reader.varint(); left > 0; left--) items.push(read());
  return items;
}

function codec<T>(write: (writer: ByteWriter, value: T) => void, read: (reader: ByteReader) => T): RecordCodec<T> {
  return {
    encode(value) {
      const writer = beginRecord(snapshotCodecVersion);
      write(writer, value);
      return sealRecord(writer);
    },
    decode(record) {
      const reader = openRecord(record, snapshotCodecVersion);
      const value = read(reader);
      reader.end();
      return value;
    },
  };
}
