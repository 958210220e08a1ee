/** Reads what a ByteWriter wrote. Reading past the end throws DamagedRecord. */
import { DamagedRecord } from './damaged-record.js';

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

export class ByteReader {
  readonly #bytes: Uint8Array;
  #position: number;

  constructor(bytes: Uint8Array, start = 0) {
    this.#bytes = bytes;
    this.#position = start;
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  byte(): number {
    if (this.#position >= this.#bytes.length) throw new DamagedRecord('it ends too early');
    return this.#bytes[this.#position++];
  }

  varint(): number {
    let byte = this.byte();
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let factor = 128; byte > 127; factor *= 128) {
      byte = this.byte();
      value += (byte & 127) * factor;
    }
    if (value > Number.MAX_SAFE_INTEGER) throw new DamagedRecord('it holds a number that is too large');
    return value;
  }

  uint16(): number {
    return this.byte() | (this.byte() << 8);
  }

  uint32(): number {
    return (this.uint16() | (this.uint16() << 16)) >>> 0;
  }

  float32(): number {
    floatBits[0] = this.uint32();
    return float[0];
  }

  /** A view of the next bytes. */
  bytes(length: number): Uint8Array {
    if (length > this.remaining) throw new DamagedRecord('it ends too early');
    this.#position += length;
    return this.#bytes.subarray(this.#position - length, this.#position);
  }

  /** Throws DamagedRecord when bytes are left over. */
  end(): void {
    if (this.remaining > 0) throw new DamagedRecord(`${this.remaining} bytes are left over`);
  }
}
