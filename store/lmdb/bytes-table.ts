/** A named table of an environment: ordered keys, values of bytes. */
import type { Database, Key as LmdbKey } from 'lmdb';

export type Key = string | number | readonly (string | number)[];

export interface KeyRange {
  readonly start?: Key;
  /** Exclusive. */
  readonly end?: Key;
}

export interface Entry {
  readonly key: Key;
  readonly value: Uint8Array;
}

export class BytesTable {
  readonly #database: Database<Uint8Array>;

  /** @param toFailure what to throw instead of what LMDB throws */
  constructor(
    database: Database<Uint8Array>,
    private readonly toFailure: (error: unknown) => unknown,
  ) {
    this.#database = database;
  }

  /** A view that is valid until the next read of any table. */
  read(key: Key): Uint8Array | undefined {
    try {
      const bytes = this.#database.getBinaryFast(toLmdb(key));
      // lmdb hands out one large buffer whose `length` alone is right.
      return bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    } catch (error) {
      throw this.toFailure(error);
    }
  }

  has(key: Key): boolean {
    return this.read(key) !== undefined;
  }

  /** Read whole, so that no cursor stays open. */
  entries(range: KeyRange = {}): Entry[] {
    return [...this.scan(range)];
  }

  /** One after the other; the reader must come to the end, or leave the loop, within a turn of the event loop. */
  *scan(range: KeyRange = {}): Generator<Entry> {
    for (const { key, value } of this.#reading(() => this.#database.getRange(toRange(range)))) {
      yield { key: fromLmdb(key), value: value.subarray(0, value.length) };
    }
  }

  keys(range: KeyRange = {}): Key[] {
    const keys: Key[] = [];
    for (const key of this.#reading(() => this.#database.getKeys(toRange(range)))) keys.push(fromLmdb(key));
    return keys;
  }

  count(range: KeyRange = {}): number {
    return this.#step(() => this.#database.getKeysCount(toRange(range)));
  }

  /** Only inside a transaction. */
  put(key: Key, value: Uint8Array): void {
    this.#step(() => this.#database.putSync(toLmdb(key), value));
  }

  /** As put, for a key behind all others; pages are then filled up. */
  append(key: Key, value: Uint8Array): void {
    // lmdb's type hides that a put inside a transaction returns whether it was done.
    const done: unknown = this.#step(() => this.#database.putSync(toLmdb(key), value, { append: true }));
    if (done !== true) throw new Error(`key ${JSON.stringify(key)} does not sort behind all others`);
  }

  /** Only inside a transaction. Returns whether it was there. */
  remove(key: Key): boolean {
    return this.#step(() => this.#database.removeSync(toLmdb(key)));
  }

  /** What the reader of the items throws is its own. */
  *#reading<T>(read: () => Iterable<T>): Generator<T> {
    let items: Iterator<T> | undefined;
    const next = (): IteratorResult<T> => (items ??= read()[Symbol.iterator]()).next();
    try {
      for (let item = this.#step(next); !item.done; item = this.#step(next)) yield item.value;
    } finally {
      items?.return?.();
    }
  }

  #step<T>(next: () => T): T {
    try {
      return next();
    } catch (error) {
      throw this.toFailure(error);
    }
  }
}

function toRange({ start, end }: KeyRange) {
  return {
    ...(start === undefined ? {} : { start: toLmdb(start) }),
    ...(end === undefined ? {} : { end: toLmdb(end) }),
  };
}

function toLmdb(key: Key): LmdbKey {
  return key as LmdbKey;
}

function fromLmdb(key: LmdbKey): Key {
  return key as Key;
}
