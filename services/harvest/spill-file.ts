/**
 * Files of spilled pairs: for each feature that has any, ascending, its index and the number of its pairs (uint32 each),
 * then the pairs: token, firings (uint32 each), whole part and fraction of the sum (float64 each), all little-endian.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { CheckedWriter } from '../../store/files/checked-writer.js';
import { corrupt } from '../../store/files/store-failure.js';
import { takeTurns } from '../corpus-pass/take-turns.js';
import { pairBytes, type PairSource, type PairTally, type TokenPair } from './token-pairs.js';

const headBytes = 8;
const readBytes = 1 << 20;

/** A feature's pairs, each token once. */
export type PairsOfFeature = (feature: number) => readonly TokenPair[];

/** Writes all pairs; returns size and CRC-32 of the file. Throws STORE_FULL. */
export async function writeSpill(
  file: string,
  pairsOf: PairsOfFeature,
  features: number,
): Promise<{ readonly bytes: number; readonly crc: number }> {
  await rm(file, { force: true });
  const writer = await CheckedWriter.create(file);
  const pause = takeTurns();
  try {
    for (let feature = 0; feature < features; feature++) {
      const pairs = pairsOf(feature);
      if (pairs.length > 0) await writer.write(encodePairs(feature, pairs));
      await pause();
    }
    const written = writer.endSection();
    await writer.finish();
    return written;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

function encodePairs(feature: number, pairs: readonly TokenPair[]): Uint8Array {
  const bytes = new Uint8Array(headBytes + pairs.length * pairBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, feature, true);
  view.setUint32(4, pairs.length, true);
  pairs.forEach(({ token, firings, whole, fraction }, i) => {
    const place = headBytes + i * pairBytes;
    view.setUint32(place, token, true);
    view.setUint32(place + 4, firings, true);
    view.setFloat64(place + 8, whole, true);
    view.setFloat64(place + 16, fraction, true);
  });
  return bytes;
}

/** Reads a spilled file once, front to back. The caller closes it. */
export class SpillReader implements PairSource {
  private readonly descriptor: number;
  private buffer = Buffer.alloc(0);
  private crc = 0;
  private upcoming: { readonly feature: number; readonly pairs: number } | undefined;

  constructor(
    private readonly file: string,
    private readonly expectedCrc: number,
  ) {
    this.descriptor = openSync(file, 'r');
    this.readHead();
  }

  /** Throws STORE_CORRUPT when the file, which must be read to its end, is not the one that was written. */
  addPairsInto(tally: PairTally, feature: number): void {
    if (this.upcoming?.feature !== feature) return;
    const bytes = this.take(this.upcoming.pairs * pairBytes);
    this.readHead();
    decodePairsInto(tally, bytes);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private readHead(): void {
    this.fill(headBytes);
    if (this.buffer.length === 0) return this.end();
    const head = this.take(headBytes);
    this.upcoming = { feature: head.readUInt32LE(0), pairs: head.readUInt32LE(4) };
  }

  private end(): void {
    this.upcoming = undefined;
    if (this.crc !== this.expectedCrc) throw this.damaged();
  }

  private take(bytes: number): Buffer {
    this.fill(bytes);
    if (this.buffer.length < bytes) throw this.damaged();
    const taken = this.buffer.subarray(0, bytes);
    this.buffer = this.buffer.subarray(bytes);
    this.crc = crc32(taken, this.crc);
    return taken;
  }

  /** Reads on until so many bytes are there or the file ends. */
  private fill(bytes: number): void {
    if (this.buffer.length >= bytes) return;
    const fresh = Buffer.allocUnsafe(Math.max(readBytes, bytes));
    let filled = this.buffer.copy(fresh);
    for (let read = -1; read !== 0 && filled < fresh.length; filled += read)
      read = readSync(this.descriptor, fresh, filled, fresh.length - filled, null);
    this.buffer = fresh.subarray(0, filled);
  }

  private damaged(): Error {
    return corrupt(this.file, 'A file that a harvest had set aside is damaged.', 'Start the harvest again.');
  }
}

function decodePairsInto(tally: PairTally, bytes: Buffer): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let place = 0; place < bytes.length; place += pairBytes) {
    tally.add({
      token: view.getUint32(place, true),
      firings: view.getUint32(place + 4, true),
      whole: view.getFloat64(place + 8, true),
      fraction: view.getFloat64(place + 16, true),
    });
  }
}
