/** Ascending whole numbers: varint how many, then of each a varint of its distance to the one before, less 1. */
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { DamagedRecord } from './damaged-record.js';

/** Throws when the numbers do not ascend. */
export function writeAscending(writer: ByteWriter, numbers: ArrayLike<number>): void {
  writer.varint(numbers.length);
  let previous = -1;
  for (let i = 0; i < numbers.length; i++) {
    writer.varint(numbers[i] - previous - 1);
    previous = numbers[i];
  }
}

/** Throws DamagedRecord. */
export function readAscending(reader: ByteReader): Uint32Array {
  const count = reader.varint();
  // Each takes at least a byte.
  if (count > reader.remaining) throw new DamagedRecord('it ends too early');
  const numbers = new Uint32Array(count);
  let previous = -1;
  for (let i = 0; i < count; i++) {
    previous += reader.varint() + 1;
    numbers[i] = previous;
  }
  return numbers;
}
