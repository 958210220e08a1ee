/**
 * SHA-256 over all keys and values of a snapshot. Each table has a hash of its own, over its entries in the order of their
 * keys: length of the key's JSON, the JSON, length of the value, the value (lengths as uint32, little-endian). The digest is
 * the SHA-256 over each table's name, number of entries and hash, one a line. Nothing depends on when or in how many
 * transactions the entries were written.
 */
import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import type { Key } from '../lmdb/bytes-table.js';
import type { SnapshotTableName } from '../tables.js';
import { tableNames } from './snapshot-format.js';

export class SnapshotDigest {
  readonly #tables = new Map<SnapshotTableName, { readonly hash: Hash; entries: number }>(
    tableNames.map((name) => [name, { hash: createHash('sha256'), entries: 0 }]),
  );

  /** Entries of one table must come in the order of their keys. */
  add(table: SnapshotTableName, key: Key, value: Uint8Array): void {
    const digested = this.#tables.get(table);
    if (digested === undefined) throw new Error(`a snapshot has no table ${table}`);
    const keyBytes = Buffer.from(JSON.stringify(key));
    digested.hash.update(uint32(keyBytes.length)).update(keyBytes).update(uint32(value.length)).update(value);
    digested.entries++;
  }

  toHex(): string {
    const lines = [...this.#tables].map(([name, { hash, entries }]) => `${name} ${entries} ${hash.digest('hex')}\n`);
    return createHash('sha256').update(lines.join('')).digest('hex');
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
