/** The frame of every record: a version byte in front, the CRC-32 of all before it at the end. */
import { crc32 } from 'node:zlib';
import { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { DamagedRecord } from './damaged-record.js';

const crcBytes = 4;

/** A writer that already holds the version byte. */
export function beginRecord(version: number): ByteWriter {
  return new ByteWriter().byte(version);
}

/** Appends the CRC and returns the record; the writer is empty afterwards. */
export function sealRecord(writer: ByteWriter): Buffer {
  return writer.uint32(crc32(writer.view())).take();
}

/** Checks the frame and returns a reader of what is inside. Throws DamagedRecord. */
export function openRecord(record: Uint8Array, version: number): ByteReader {
  return new ByteReader(checkedContent(record, version), 1);
}

/** The record without its CRC, checked; its first byte is the version. Throws DamagedRecord. */
export function checkedContent(record: Uint8Array, version: number): Uint8Array {
  const content = checkFrame(record);
  if (content[0] !== version) throw new DamagedRecord(`its version is ${content[0]}, ${version} is known`);
  return content;
}

/** As checkedContent, of whatever version. */
export function checkFrame(record: Uint8Array): Uint8Array {
  const end = record.length - crcBytes;
  if (end < 1) throw new DamagedRecord(`it has ${record.length} bytes only`);
  const content = record.subarray(0, end);
  const stored = new ByteReader(record, end).uint32();
  if (crc32(content) !== stored) throw new DamagedRecord('its CRC does not fit');
  return content;
}
