/** Corpora: their records in the catalog, their content in files named by digest. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusDocument, CorpusRecord } from '../../domain/corpus.js';
import { NamedRecords } from '../catalog/named-records.js';
import { publishFile } from '../files/durable.js';
import { onDisk } from '../files/store-failure.js';
import { temporaryBeside } from '../files/temporary.js';
import type { Environment } from '../lmdb/environment.js';
import type { CorpusContent, CorpusTable } from '../store.js';
import { readCorpusFile, writeCorpusFile } from './corpus-file.js';

export class Corpora extends NamedRecords<CorpusRecord> implements CorpusTable {
  constructor(
    catalog: Environment,
    private readonly folder: string,
  ) {
    super(catalog, 'corpora');
  }

  async write(
    documents: AsyncIterable<CorpusDocument>,
    check: (content: CorpusContent) => void = () => undefined,
  ): Promise<CorpusContent> {
    const temporary = temporaryBeside(join(this.folder, 'incoming'));
    try {
      const written = await writeCorpusFile(temporary, documents);
      check(written);
      const path = this.#path(written.digest);
      // Also over a file that is there: importing again is how a damaged one is mended.
      onDisk(path, () => publishFile(temporary, path));
      return written;
    } finally {
      rmSync(temporary, { force: true });
    }
  }

  read(digest: string): AsyncIterable<CorpusDocument> {
    return readCorpusFile(this.#path(digest));
  }

  #path(digest: string): string {
    return join(this.folder, `${digest}.jsonl`);
  }
}
