/** The environments of snapshots that are open: a bounded number, shared by all readers. */
import { join } from 'node:path';
import { Environment } from '../lmdb/environment.js';
import { RecentlyUsed } from './recently-used.js';
import type { SnapshotTables } from './snapshot-format.js';
import { openSnapshotTables, snapshotFix } from './snapshot-format.js';

interface OpenSnapshot {
  readonly environment: Environment;
  readonly tables: SnapshotTables;
}

export class OpenSnapshots {
  readonly #opened: RecentlyUsed<OpenSnapshot>;

  constructor(
    private readonly folder: string,
    mostOpen: number,
  ) {
    // Reads are done within one turn of the event loop, so nobody is in the middle of one.
    this.#opened = new RecentlyUsed(mostOpen, ({ environment }) => void environment.close());
  }

  /** Opens the snapshot where it is not open; throws STORE_CORRUPT. */
  tables(id: string): SnapshotTables {
    return this.#opened.get(id, () => this.#open(id)).tables;
  }

  folderOf(id: string): string {
    return join(this.folder, id);
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.takeAll().map(({ environment }) => environment.close()));
  }

  #open(id: string): OpenSnapshot {
    const environment = Environment.open(this.folderOf(id), { mode: 'read', fix: snapshotFix });
    try {
      return { environment, tables: openSnapshotTables(environment) };
    } catch (error) {
      void environment.close();
      throw error;
    }
  }
}
