/** An LMDB environment: one file with named tables of bytes. Nothing else in saeql talks to LMDB. */
import { accessSync, constants, existsSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, RootDatabase } from 'lmdb';
import { open } from 'lmdb';
import { corrupt, isDamage, onDisk, onDiskAsync } from '../files/store-failure.js';
import { temporaryBeside } from '../files/temporary.js';
import { BytesTable } from './bytes-table.js';
import { extendToHeader, missingBytes, preflight } from './preflight.js';

/** How the keys of a table sort: whole numbers below 2^32, or strings and lists of strings and numbers. */
export type KeyShape = 'uint32' | 'ordered';

const maxTables = 64;
const lockFileBytes = 16384;

/**
 * create: a new environment in an empty folder, durable only once its file has been synced.
 * write: an existing one; a committed transaction is on the disk.
 * read: an existing one that is not changed.
 */
export type EnvironmentMode = 'create' | 'write' | 'read';

export interface EnvironmentOptions {
  readonly mode: EnvironmentMode;
  /** What to do when the file turns out to be damaged. */
  readonly fix: string;
  /** Of a new environment. */
  readonly pageSize?: number;
}

export class Environment {
  readonly #root: RootDatabase;
  #closed = false;
  #transacting = false;

  private constructor(
    readonly folder: string,
    root: RootDatabase,
    readonly fix: string,
  ) {
    this.#root = root;
  }

  /** Throws STORE_CORRUPT, STORE_NOT_ALLOWED or STORE_FULL. */
  static open(folder: string, { mode, fix, pageSize }: EnvironmentOptions): Environment {
    if (mode !== 'create') preflight(join(folder, 'data.mdb'), fix);
    // Where nothing may be written, LMDB reads without a lock file.
    if (mode !== 'read' || isWritable(folder)) onDisk(folder, () => reserveLockFile(folder));
    const root = onDisk(folder, () =>
      open({
        path: folder,
        // A folder whose name has a dot would be taken for a file.
        noSubdir: false,
        maxDbs: maxTables,
        readOnly: mode === 'read',
        noSync: mode === 'create',
        overlappingSync: false,
        encoding: 'binary',
        ...(pageSize === undefined ? {} : { pageSize }),
      }),
    );
    return new Environment(folder, root, fix);
  }

  /** Creates the table, also inside a transaction, or opens it as it is. */
  createTable(name: string, keys: KeyShape): BytesTable {
    return onDisk(this.folder, () => this.#tableOf(name, this.#root.openDB<Uint8Array>(name, tableOptions(keys))));
  }

  /** Throws STORE_CORRUPT when there is no such table. */
  table(name: string, keys: KeyShape): BytesTable {
    const options = { ...tableOptions(keys), create: false };
    // lmdb's type does not say that a table it may not create is undefined when it is missing.
    const table = this.#guarded(name, () => this.#root.openDB(name, options) as Database<Uint8Array> | undefined);
    if (table === undefined) throw corrupt(this.folder, `The table ${name} is missing.`, this.fix);
    return this.#tableOf(name, table);
  }

  /**
   * All that `work` writes, or nothing: what it throws is thrown again after the transaction was undone. Never async. Inside
   * another transaction it is a part of that one.
   */
  transact<T>(work: () => T): T {
    if (this.#transacting) return work();
    this.#transacting = true;
    try {
      return onDisk(this.folder, () => this.#transactAlone(work));
    } finally {
      this.#transacting = false;
    }
  }

  /** Lets the next read see the latest commit; lmdb renews its view only between turns of the event loop. */
  refresh(): void {
    this.#root.resetReadTxn();
  }

  /** Writes what is committed now into an empty folder, beside whoever writes; that environment is durable once synced. */
  async copyTo(folder: string): Promise<void> {
    // Compacting leaves free pages out, so that the copy may be much smaller.
    await onDiskAsync(folder, () => this.#root.backup(folder, true));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    // lmdb frees its memory again at a second close.
    this.#closed = true;
    await this.#root.close();
  }

  #tableOf(name: string, table: Database<Uint8Array>): BytesTable {
    return new BytesTable(table, (error) => this.#toFailure(name, error));
  }

  #guarded<T>(table: string, open: () => T): T {
    try {
      return open();
    } catch (error) {
      throw this.#toFailure(table, error);
    }
  }

  /** STORE_CORRUPT where LMDB met a damaged page; every other error as it is. */
  #toFailure(table: string, error: unknown): unknown {
    if (!isDamage(error)) return error;
    // After a failure LMDB refuses every read of the view, also of pages that are whole.
    this.refresh();
    return corrupt(this.folder, `A page of the table ${table} is damaged (${error.message}).`, this.fix);
  }

  #transactAlone<T>(work: () => T): T {
    // lmdb's `transaction` commits what was written before a throw, and its failed commits are unhandled rejections.
    const result = this.#root.transactionSync(work);
    const file = join(this.folder, 'data.mdb');
    if (missingBytes(file) > 0) this.#root.transactionSync(() => extendToHeader(file));
    return result;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function tableOptions(keys: KeyShape) {
  return { encoding: 'binary', keyEncoding: keys === 'uint32' ? 'uint32' : 'ordered-binary' } as const;
}

/** LMDB maps its lock file without allocating it: on a full disk, opening the environment would end the process. */
function reserveLockFile(folder: string): void {
  const path = join(folder, 'lock.mdb');
  if (existsSync(path)) return;
  const temporary = temporaryBeside(path);
  try {
    writeFileSync(temporary, Buffer.alloc(lockFileBytes));
    linkUnlessThere(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Unlike a write or a rename, this cannot take away the file from a process that has just begun to use it. */
function linkUnlessThere(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
