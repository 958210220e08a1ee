/** Bit sets, raw or as the positions of the set bits, whichever is smaller. Bits are little-endian within a byte. */
import { readAscending, writeAscending } from './ascending-numbers.js';
import type { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { DamagedRecord } from './damaged-record.js';

const form = { raw: 0, positions: 1 } as const;
const mostBytes = 2 ** 24;

/** varint number of bytes, byte form (0 raw, 1 positions), content. */
export function writeBits(writer: ByteWriter, bits: Uint8Array): void {
  const positions = new ByteWriter();
  writeAscending(positions, setBits(bits));
  const raw = bits.length <= positions.length;
  writer.varint(bits.length).byte(raw ? form.raw : form.positions);
  writer.bytes(raw ? bits : positions.view());
}

/** Throws DamagedRecord. */
export function readBits(reader: ByteReader): Uint8Array {
  const length = reader.varint();
  if (length > mostBytes) throw new DamagedRecord(`it has ${length} bytes of bits`);
  if (reader.byte() === form.raw) return Uint8Array.from(reader.bytes(length));
  const bits = new Uint8Array(length);
  for (const position of readAscending(reader)) {
    if (position >= length * 8) throw new DamagedRecord('a bit lies beyond the end');
    bits[position >>> 3] |= 1 << (position & 7);
  }
  return bits;
}

function setBits(bits: Uint8Array): number[] {
  const positions: number[] = [];
  bits.forEach((byte, at) => {
    for (let bit = 0; bit < 8; bit++) if ((byte >>> bit) & 1) positions.push(at * 8 + bit);
  });
  return positions;
}
