/** A set of feature indices as text, for records: base64 of one bit an index, little-endian within a byte. */

export function encodeIndexSet(indices: Iterable<number>, range: number): string {
  const bits = new Uint8Array(Math.ceil(range / 8));
  for (const index of indices) {
    if (!Number.isInteger(index) || index < 0 || index >= range)
      throw new Error(`${index} is outside of 0 to ${range}`);
    bits[index >> 3] |= 1 << (index & 7);
  }
  return Buffer.from(bits).toString('base64');
}

/** One byte an index: 1 where it is in the set. */
export function decodeIndexSet(text: string, range: number): Uint8Array {
  const bits = Buffer.from(text, 'base64');
  if (bits.length !== Math.ceil(range / 8))
    throw new Error(`a set of ${range} indices is not ${bits.length} bytes long`);
  return Uint8Array.from({ length: range }, (_, index) => (bits[index >> 3] >> (index & 7)) & 1);
}

/** Whether the index, which must be within the range of the set, is in it; reads no more of the text than it needs. */
export function isInIndexSet(text: string, index: number): boolean {
  const byte = index >> 3;
  // Four characters of base64 are three bytes.
  const group = Math.floor(byte / 3) * 4;
  const bytes = Buffer.from(text.slice(group, group + 4), 'base64');
  return ((bytes[byte % 3] >> (index & 7)) & 1) === 1;
}
