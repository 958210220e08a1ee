/**
 * The header of a token file: 128 bytes, little-endian.
 *
 *     0  8  magic `saeqltok`        8  4  version          12  4  bytes a token: 2 or 4
 *    16  8  documents              24  8  tokens
 *    32  8  bytes of each section, in order: tokens, offsets, flags, id offsets, ids (40 bytes)
 *    72  4  CRC-32 of each section, in order (20 bytes)
 *    92 32  zero                  124  4  CRC-32 of all before it
 *
 * Sections follow without gaps but for up to 7 zero bytes behind the tokens, which count as part of that section.
 */
import { crc32 } from 'node:zlib';

export const tokenFileVersion = 1;
export const headerBytes = 128;

const magic = 'saeqltok';
const crcPosition = headerBytes - 4;

/** In the order of the file. */
const sectionNames = ['tokens', 'offsets', 'flags', 'idOffsets', 'ids'] as const;
export type SectionName = (typeof sectionNames)[number];

export interface Section {
  readonly bytes: number;
  readonly crc: number;
}

export interface TokenFileHeader {
  readonly bytesPerToken: number;
  readonly documents: number;
  readonly tokens: number;
  readonly sections: Readonly<Record<SectionName, Section>>;
}

export function encodeHeader(header: TokenFileHeader): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write(magic, 'latin1');
  bytes.writeUInt32LE(tokenFileVersion, 8);
  bytes.writeUInt32LE(header.bytesPerToken, 12);
  bytes.writeBigUInt64LE(BigInt(header.documents), 16);
  bytes.writeBigUInt64LE(BigInt(header.tokens), 24);
  sectionNames.forEach((name, i) => {
    bytes.writeBigUInt64LE(BigInt(header.sections[name].bytes), 32 + 8 * i);
    bytes.writeUInt32LE(header.sections[name].crc, 72 + 4 * i);
  });
  bytes.writeUInt32LE(crc32(bytes.subarray(0, crcPosition)), crcPosition);
  return bytes;
}

/** The header, or what is wrong with it in words. */
export function decodeHeader(bytes: Buffer): TokenFileHeader | string {
  if (bytes.length < headerBytes) return `The file has ${bytes.length} bytes only.`;
  if (bytes.toString('latin1', 0, 8) !== magic) return 'The file is not a token file.';
  if (bytes.readUInt32LE(crcPosition) !== crc32(bytes.subarray(0, crcPosition))) return 'The header is damaged.';
  const version = bytes.readUInt32LE(8);
  if (version !== tokenFileVersion) return `The file has version ${version}, ${tokenFileVersion} is known.`;
  const section = (i: number): Section => ({
    bytes: Number(bytes.readBigUInt64LE(32 + 8 * i)),
    crc: bytes.readUInt32LE(72 + 4 * i),
  });
  const sections = {
    tokens: section(0),
    offsets: section(1),
    flags: section(2),
    idOffsets: section(3),
    ids: section(4),
  };
  return {
    bytesPerToken: bytes.readUInt32LE(12),
    documents: Number(bytes.readBigUInt64LE(16)),
    tokens: Number(bytes.readBigUInt64LE(24)),
    sections,
  };
}

/** Size of the whole file. */
export function fileBytes({ sections }: TokenFileHeader): number {
  return sectionNames.reduce((sum, name) => sum + sections[name].bytes, headerBytes);
}

/** Where a section starts in the file. */
export function sectionStart({ sections }: TokenFileHeader, wanted: SectionName): number {
  const before = sectionNames.slice(0, sectionNames.indexOf(wanted));
  return before.reduce((sum, name) => sum + sections[name].bytes, headerBytes);
}
