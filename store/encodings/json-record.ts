/** Records of the catalog: plain values as JSON in UTF-8, framed by version and CRC. */
import { beginRecord, checkedContent, sealRecord } from './checked-record.js';

export const jsonRecordVersion = 1;

export function encodeJson(value: unknown): Buffer {
  return sealRecord(beginRecord(jsonRecordVersion).bytes(Buffer.from(JSON.stringify(value))));
}

/** Throws DamagedRecord; the caller knows what was written. */
export function decodeJson(record: Uint8Array): unknown {
  const content = checkedContent(record, jsonRecordVersion);
  return JSON.parse(Buffer.from(content.buffer, content.byteOffset + 1, content.length - 1).toString('utf8'));
}
