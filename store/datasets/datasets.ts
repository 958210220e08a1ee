/** Labelled data sets: their records in the catalog, their content in files named by digest. */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetContent, DatasetRecord } from '../../domain/dataset.js';
import { NamedRecords } from '../catalog/named-records.js';
import { CheckedWriter } from '../files/checked-writer.js';
import { publishFile } from '../files/durable.js';
import { corrupt, onDisk, toStoreFailure } from '../files/store-failure.js';
import { temporaryBeside } from '../files/temporary.js';
import type { Environment } from '../lmdb/environment.js';
import type { DatasetTable } from '../store.js';
import { decodeDataset, encodeDataset } from './dataset-file.js';

const fix = 'Import the data set again.';

export class Datasets extends NamedRecords<DatasetRecord> implements DatasetTable {
  constructor(
    catalog: Environment,
    private readonly folder: string,
  ) {
    super(catalog, 'datasets');
  }

  async write(content: DatasetContent, check: (digest: string) => void = () => undefined): Promise<string> {
    const digest = digestOf(encodeDataset(content));
    check(digest);
    const path = this.#path(digest);
    const temporary = temporaryBeside(path);
    try {
      await writePieces(temporary, encodeDataset(content));
      // Also over a file that is there: importing again is how a damaged one is mended.
      onDisk(path, () => publishFile(temporary, path));
      return digest;
    } finally {
      rmSync(temporary, { force: true });
    }
  }

  async read(digest: string): Promise<DatasetContent> {
    const path = this.#path(digest);
    const bytes = await readWhole(path);
    if (digestOf([bytes]) !== digest) throw corrupt(path, 'What is stored is not what was written.', fix);
    return decodeDataset(bytes);
  }

  #path(digest: string): string {
    return join(this.folder, `${digest}.jsonl`);
  }
}

function digestOf(pieces: Iterable<Uint8Array>): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

async function writePieces(path: string, pieces: Iterable<Buffer>): Promise<void> {
  const writer = await CheckedWriter.create(path);
  try {
    for (const piece of pieces) await writer.write(piece);
    await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function readWhole(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw corrupt(path, 'The data set is missing.', fix);
    throw toStoreFailure(error, path);
  }
}
