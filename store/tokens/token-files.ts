/** The token files of a store: one for each pair of corpus and tokenizer. */
import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { publishFile } from '../files/durable.js';
import { onDisk } from '../files/store-failure.js';
import { temporaryBeside } from '../files/temporary.js';
import type { TokenFile, TokenFileTable } from '../store.js';
import { StoredTokenFile } from './stored-token-file.js';
import type { TokenSource } from './write-token-file.js';
import { writeTokenFile } from './write-token-file.js';

const defaultResidentBytes = 2 ** 30;

export class TokenFiles implements TokenFileTable {
  readonly #opened = new Map<string, StoredTokenFile>();

  constructor(
    private readonly folder: string,
    /** Tokens of a file up to this size are kept in memory. */
    private readonly residentBytes = defaultResidentBytes,
  ) {}

  find(corpusDigest: string, tokenizerDigest: string): TokenFile | undefined {
    const name = nameOf(corpusDigest, tokenizerDigest);
    return this.#opened.get(name) ?? (existsSync(join(this.folder, name)) ? this.open(name) : undefined);
  }

  open(name: string): TokenFile {
    const opened = this.#opened.get(name);
    if (opened !== undefined) return opened;
    const file = new StoredTokenFile(join(this.folder, name), this.residentBytes);
    this.#opened.set(name, file);
    return file;
  }

  async write(corpusDigest: string, tokenizerDigest: string, source: TokenSource): Promise<TokenFile> {
    const name = nameOf(corpusDigest, tokenizerDigest);
    const path = join(this.folder, name);
    const temporary = temporaryBeside(path);
    try {
      await writeTokenFile(temporary, source);
      onDisk(path, () => publishFile(temporary, path));
    } finally {
      rmSync(temporary, { force: true });
    }
    return this.open(name);
  }

  close(): void {
    for (const file of this.#opened.values()) file.close();
    this.#opened.clear();
  }
}

/** Of a fixed length, whatever the digests look like. */
function nameOf(corpusDigest: string, tokenizerDigest: string): string {
  return createHash('sha256').update(`${corpusDigest}\n${tokenizerDigest}`).digest('hex').slice(0, 32);
}
