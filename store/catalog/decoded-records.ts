/** Records decoded once for the same bytes: whatever another process commits is other bytes, and is decoded anew. */
import type { Key } from '../lmdb/bytes-table.js';

/** A few kB each. */
const mostKept = 1024;

interface Decoded<R> {
  readonly bytes: Buffer;
  readonly record: R;
}

export class DecodedRecords<R> {
  readonly #kept = new Map<string, Decoded<R>>();

  /** What `decode` made of the same bytes when the key was last asked for; else what it makes of them now. */
  getOrDecode(key: Key, value: Uint8Array, decode: () => R): R {
    const name = typeof key === 'string' ? key : JSON.stringify(key);
    const kept = this.#kept.get(name);
    if (kept?.bytes.equals(value)) return kept.record;
    const record = decode();
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(name, { bytes: Buffer.from(value), record });
    return record;
  }
}
