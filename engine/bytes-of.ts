/** Arrays of numbers as bytes. */

/** The bytes of an array, not copied; files hold them little-endian, as every processor that Node runs on does. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
