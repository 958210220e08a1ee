/** Reads a token file: whole in memory up to a limit, above it the tokens stay on disk and are read by position. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import type { DocumentExtent } from '../../domain/run.js';
import { corrupt, onDisk } from '../files/store-failure.js';
import type { TokenFile } from '../store.js';
import type { SectionName, TokenFileHeader } from './token-file-header.js';
import { decodeHeader, fileBytes, headerBytes, sectionStart } from './token-file-header.js';

const fix = 'Delete the file and harvest again: the tokens are then made anew from the corpus.';

type Tokens = Uint16Array | Uint32Array;

export class StoredTokenFile implements TokenFile {
  readonly name: string;
  readonly #descriptor: number;
  readonly #header: TokenFileHeader;
  readonly #offsets: Float64Array;
  readonly #flags: Uint8Array;
  readonly #idOffsets: Float64Array;
  readonly #ids: Buffer;
  /** Undefined when they stay on disk. */
  readonly #resident: Tokens | undefined;
  #documentById: Map<string, number> | undefined;

  /** Throws STORE_CORRUPT for a file that is missing, foreign, cut off or damaged. */
  constructor(
    private readonly path: string,
    residentBytes: number,
  ) {
    this.name = basename(path);
    this.#descriptor = openOrThrow(path);
    try {
      this.#header = readHeader(this.#descriptor, path);
      this.#offsets = new Float64Array(this.#section('offsets').buffer);
      this.#flags = this.#section('flags');
      this.#idOffsets = new Float64Array(this.#section('idOffsets').buffer);
      this.#ids = this.#section('ids');
      const fits = this.#header.sections.tokens.bytes <= residentBytes;
      this.#resident = fits ? this.#toTokens(this.#section('tokens')) : undefined;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  get documents(): number {
    return this.#header.documents;
  }

  get tokens(): number {
    return this.#header.tokens;
  }

  extent(document: number): DocumentExtent {
    this.#check(document);
    const tokens = this.#offsets[document + 1] - this.#offsets[document];
    return { tokens, repeatsBos: this.#flags[document] === 1 };
  }

  documentId(document: number): string {
    this.#check(document);
    return this.#ids.toString('utf8', this.#idOffsets[document], this.#idOffsets[document + 1]);
  }

  findDocument(id: string): number | undefined {
    this.#documentById ??= this.#indexDocuments();
    return this.#documentById.get(id);
  }

  tokenIds(document: number, start: number, end: number): Uint32Array {
    this.#check(document);
    const first = Math.min(this.#offsets[document] + Math.max(0, start), this.#offsets[document + 1]);
    const last = Math.max(first, Math.min(this.#offsets[document] + end, this.#offsets[document + 1]));
    return new Uint32Array(this.#resident?.subarray(first, last) ?? this.#readTokens(first, last));
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #readTokens(first: number, last: number): Tokens {
    const { bytesPerToken } = this.#header;
    const bytes = Buffer.from(new ArrayBuffer((last - first) * bytesPerToken));
    const position = sectionStart(this.#header, 'tokens') + first * bytesPerToken;
    readFully(this.#descriptor, { bytes, position, path: this.path });
    return this.#toTokens(bytes);
  }

  #toTokens(bytes: Buffer): Tokens {
    return this.#header.bytesPerToken === 2 ? new Uint16Array(bytes.buffer) : new Uint32Array(bytes.buffer);
  }

  /** In a buffer of its own, so that it can be looked at as numbers. */
  #section(name: SectionName): Buffer {
    const section = this.#header.sections[name];
    const bytes = Buffer.from(new ArrayBuffer(section.bytes));
    readFully(this.#descriptor, { bytes, position: sectionStart(this.#header, name), path: this.path });
    if (crc32(bytes) !== section.crc) throw corrupt(this.path, `The section ${name} is damaged.`, fix);
    return bytes;
  }

  /** The first of equal ids. */
  #indexDocuments(): Map<string, number> {
    const documentById = new Map<string, number>();
    for (let document = this.documents - 1; document >= 0; document--) {
      documentById.set(this.documentId(document), document);
    }
    return documentById;
  }

  #check(document: number): void {
    if (!(Number.isInteger(document) && document >= 0 && document < this.documents))
      throw new Error(`token file ${this.name} has no document ${document}`);
  }
}

function openOrThrow(path: string): number {
  return onDisk(path, () => {
    try {
      return openSync(path, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw corrupt(path, 'The token file is missing.', fix);
      throw error;
    }
  });
}

function readHeader(descriptor: number, path: string): TokenFileHeader {
  const bytes = Buffer.alloc(headerBytes);
  const read = readSync(descriptor, bytes, 0, headerBytes, 0);
  const header = decodeHeader(bytes.subarray(0, read));
  if (typeof header === 'string') throw corrupt(path, header, fix);
  const size = fstatSync(descriptor).size;
  if (size === fileBytes(header)) return header;
  throw corrupt(path, `The file is cut off or has grown: it has ${size} bytes, not ${fileBytes(header)}.`, fix);
}

function readFully(
  descriptor: number,
  { bytes, position, path }: { readonly bytes: Buffer; readonly position: number; readonly path: string },
): void {
  for (let done = 0; done < bytes.length;) {
    const read = readSync(descriptor, bytes, done, bytes.length - done, position + done);
    if (read === 0) throw corrupt(path, 'The file was cut off while it was open.', fix);
    done += read;
  }
}
