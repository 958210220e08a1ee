/** Counts of consecutive bins, most of them 0: varint number of bins, varint number of pairs, pairs of (zeros before, count). */
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { DamagedRecord } from './damaged-record.js';

const mostBins = 2 ** 20;

export function writeCounts(writer: ByteWriter, counts: readonly number[]): void {
  const filled = counts.map((count, bin) => ({ count, bin })).filter(({ count }) => count !== 0);
  writer.varint(counts.length).varint(filled.length);
  let next = 0;
  for (const { count, bin } of filled) {
    writer.varint(bin - next).varint(count);
    next = bin + 1;
  }
}

/** Throws DamagedRecord. */
export function readCounts(reader: ByteReader): number[] {
  const bins = reader.varint();
  if (bins > mostBins) throw new DamagedRecord(`it has ${bins} bins`);
  const counts = new Array<number>(bins).fill(0);
  let bin = 0;
  for (let left = reader.varint(); left > 0; left--, bin++) {
    bin += reader.varint();
    if (bin >= bins) throw new DamagedRecord('a count lies beyond the last bin');
    counts[bin] = reader.varint();
  }
  return counts;
}
