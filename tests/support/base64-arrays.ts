/** Arrays of numbers as GraphQL carries them: base64 of their little-endian bytes. */

export const base64Of = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

export const floatsOf = (base64: string): Float32Array => new Float32Array(bytesOf(base64));

export const wordsOf = (base64: string): Uint32Array => new Uint32Array(bytesOf(base64));

/** A copy, since what Buffer gives need not be aligned. */
const bytesOf = (base64: string): ArrayBuffer => Uint8Array.from(Buffer.from(base64, 'base64')).buffer;
