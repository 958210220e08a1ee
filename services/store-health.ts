/** Examines a store: is everything there that the catalog refers to, and is it what was written? */
import { existsSync } from 'node:fs';
import { ResearchError } from '../domain/errors.js';
import type { HarvestRecord } from '../domain/harvest.js';
import type { Store } from '../store/store.js';
import { weightsFolder } from './weights-folder.js';

/** One thing that was examined. */
export interface HealthCheck {
  readonly name: string;
  readonly ok: boolean;
  /** What is wrong, and what to do about it; null when nothing is. */
  readonly problem: string | null;
}

/** Checks in the order of names: models, dictionaries, corpora and harvests. Every record of every harvest is read. */
export function* examineStore(store: Store): Generator<HealthCheck> {
  const { blobs, models, dictionaries } = store;
  for (const name of models.names()) {
    yield examine(`model ${name}`, () =>
      requireFolder(blobs.modelFolder(recordIn(models, name).digest), 'saeql import model'),
    );
  }
  for (const name of dictionaries.names()) {
    yield examine(`dictionary ${name}`, () =>
      requireFolder(weightsFolder(store, recordIn(dictionaries, name)), 'saeql import dictionary'),
    );
    for (const harvest of store.harvests.list(name)) {
      yield examine(`harvest of ${name} on ${harvest.corpus}, ${harvest.finishedAt}`, () =>
        requireDigest(store, harvest),
      );
    }
  }
}

function recordIn<R>(table: { find(name: string): R | undefined }, name: string): R {
  const record = table.find(name);
  // Only another process can have removed it since the names were listed.
  if (record === undefined) throw new ResearchError('STORE_CORRUPT', `The record of ${name} is gone.`);
  return record;
}

function requireFolder(folder: string, command: string): void {
  if (existsSync(folder)) return;
  const fix = `Restore the folder from a backup, or import the files again with \`${command}\`.`;
  throw new ResearchError('STORE_CORRUPT', 'The folder is missing.', { at: folder, fix });
}

function requireDigest({ harvests, tokenFiles }: Store, harvest: HarvestRecord): void {
  tokenFiles.open(harvest.tokenFile);
  if (harvests.verify(harvest.id) === harvest.digest) return;
  const fix = 'Harvest the dictionary again: `saeql harvest`.';
  throw new ResearchError('STORE_CORRUPT', 'What is stored is not what was written: the digests differ.', { fix });
}

function examine(name: string, check: () => void): HealthCheck {
  try {
    check();
    return { name, ok: true, problem: null };
  } catch (error) {
    return { name, ok: false, problem: toProblem(error) };
  }
}

/** One line for any error: an examination goes on whatever it meets, and a damaged file may fail in unforeseen ways. */
export function toProblem(error: unknown): string {
  if (!(error instanceof ResearchError)) return String(error);
  const place = error.at === undefined ? '' : ` (${error.at})`;
  return `${error.code}: ${error.message}${place} ${error.fix}`;
}
