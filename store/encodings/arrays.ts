/** Named arrays as one record: their names, types and lengths as JSON, then raw little-endian numbers. */
import { beginRecord, openRecord, sealRecord } from './checked-record.js';

const arraysVersion = 1;

export type NumberArray = Float32Array | Float64Array | Uint32Array;

const types = { float32: Float32Array, float64: Float64Array, uint32: Uint32Array } as const;

interface ArrayShape {
  readonly name: string;
  readonly type: keyof typeof types;
  readonly length: number;
}

export function encodeArrays(arrays: Readonly<Record<string, NumberArray>>): Buffer {
  const shapes = Object.entries(arrays).map(([name, array]): ArrayShape => ({
    name,
    type: typeOf(array),
    length: array.length,
  }));
  const head = Buffer.from(JSON.stringify(shapes));
  const writer = beginRecord(arraysVersion).uint32(head.length).bytes(head);
  for (const array of Object.values(arrays))
    writer.bytes(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return sealRecord(writer);
}

/** Throws DamagedRecord. */
export function decodeArrays(record: Uint8Array): Record<string, NumberArray> {
  const reader = openRecord(record, arraysVersion);
  const head = Buffer.from(reader.bytes(reader.uint32())).toString('utf8');
  const arrays = (JSON.parse(head) as readonly ArrayShape[]).map(({ name, type, length }) => {
    // Copied: a typed array must begin at a multiple of its numbers' size.
    const bytes = new Uint8Array(reader.bytes(length * types[type].BYTES_PER_ELEMENT));
    return [name, new types[type](bytes.buffer)] as const;
  });
  reader.end();
  return Object.fromEntries(arrays);
}

function typeOf(array: NumberArray): keyof typeof types {
  if (array instanceof Float32Array) return 'float32';
  return array instanceof Float64Array ? 'float64' : 'uint32';
}
