/** Writes a token file from documents; memory grows with the number of documents, not with their tokens. */
import { CheckedWriter } from '../files/checked-writer.js';
import type { TokenizedDocument } from '../store.js';
import { NumberList } from './number-list.js';
import type { Section } from './token-file-header.js';
import { encodeHeader, headerBytes } from './token-file-header.js';

const mostOf16Bits = 65536;
const alignment = 8;

export interface TokenSource {
  readonly vocabularySize: number;
  readonly documents: AsyncIterable<TokenizedDocument> | Iterable<TokenizedDocument>;
}

/** Throws when a token id lies outside the vocabulary. */
export async function writeTokenFile(path: string, source: TokenSource): Promise<void> {
  const writer = await CheckedWriter.create(path);
  try {
    await writer.write(Buffer.alloc(headerBytes));
    writer.endSection();
    await writer.finish(await writeSections(writer, source));
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/** Returns the header. */
async function writeSections(writer: CheckedWriter, { vocabularySize, documents }: TokenSource): Promise<Buffer> {
  const bytesPerToken = vocabularySize <= mostOf16Bits ? 2 : 4;
  const offsets = new NumberList();
  const flags = new NumberList();
  const ids: Buffer[] = [];
  let count = 0;
  for await (const document of documents) {
    offsets.push(count);
    flags.push(document.repeatsBos ? 1 : 0);
    ids.push(Buffer.from(document.id));
    await writer.write(tokenBytes(document, vocabularySize));
    count += document.tokenIds.length;
  }
  offsets.push(count);
  await writer.write(Buffer.alloc((alignment - ((count * bytesPerToken) % alignment)) % alignment));
  const sections = {
    tokens: writer.endSection(),
    offsets: await writeSection(writer, toBytes(offsets.view())),
    flags: await writeSection(writer, Uint8Array.from(flags.view())),
    idOffsets: await writeSection(writer, toBytes(idOffsets(ids))),
    ids: await writeSection(writer, Buffer.concat(ids)),
  };
  return encodeHeader({ bytesPerToken, documents: ids.length, tokens: count, sections });
}

function tokenBytes({ id, tokenIds }: TokenizedDocument, vocabularySize: number): Uint8Array {
  for (let i = 0; i < tokenIds.length; i++) {
    if (!(tokenIds[i] >= 0 && tokenIds[i] < vocabularySize))
      throw new Error(`document ${id} holds the token ${tokenIds[i]} outside the vocabulary of ${vocabularySize}`);
  }
  return toBytes(vocabularySize <= mostOf16Bits ? Uint16Array.from(tokenIds) : Uint32Array.from(tokenIds));
}

async function writeSection(writer: CheckedWriter, bytes: Uint8Array): Promise<Section> {
  await writer.write(bytes);
  return writer.endSection();
}

/** Where each id starts among the bytes of all ids, and their end. */
function idOffsets(ids: readonly Buffer[]): Float64Array {
  const offsets = new Float64Array(ids.length + 1);
  ids.forEach((id, i) => (offsets[i + 1] = offsets[i] + id.length));
  return offsets;
}

function toBytes(numbers: Uint16Array | Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
