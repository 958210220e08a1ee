/** Reads an ONNX file without its weights: the bytes of the same model, its large tensors as references into the file. */
import { open } from 'node:fs/promises';
import { toBinary } from '@bufbuild/protobuf';
import { FileBytes, MalformedBytes } from './file-bytes.js';
import type { ByteRange } from './file-bytes.js';
import { TensorProtoSchema } from './generated/onnx_pb.js';
import { smallestReferenced } from './reference-weights.js';
import { referenceTo } from './tensor.js';

/** Field numbers on the way to the bytes of an initializer: ModelProto.graph, GraphProto.initializer, TensorProto.raw_data. */
const path = [7, 5, 9];

const wireTypes = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** A message whose fields are copied, except for what lies at the end of the path. */
interface Place extends ByteRange {
  /** How many steps of the path lead here. */
  readonly depth: number;
}

/**
 * Memory is bounded by what is not in the raw bytes of initializers of at least 1 kB. The bytes are a protobuf message, but need
 * not be a sound model. Throws MalformedBytes for a file that is cut short or is not protobuf, and what the system throws.
 *
 * @param file the name by which the references call the file
 */
export async function readSkeleton(filePath: string, file: string): Promise<Uint8Array> {
  const handle = await open(filePath, 'r');
  try {
    const { size } = await handle.stat();
    const bytes = new FileBytes(handle, size);
    return Buffer.concat(await partsOf(bytes, { start: 0, end: size, depth: 0 }, file));
  } finally {
    await handle.close();
  }
}

/** The fields of a message in their order, those on the path with what lies below them replaced. */
async function partsOf(bytes: FileBytes, place: Place, file: string): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for (let at = place.start; at < place.end;) {
    const field = await readField(bytes, at);
    if (field.end > place.end) throw new MalformedBytes('a field is longer than the message that holds it');
    parts.push(...(await replaced(bytes, { field, depth: place.depth, file })));
    at = field.end;
  }
  return parts;
}

interface Field extends ByteRange {
  readonly number: number;
  readonly wireType: number;
  /** Where the value begins; of bytes, behind their length. */
  readonly content: number;
}

async function readField(bytes: FileBytes, start: number): Promise<Field> {
  const tag = await bytes.readVarint(start);
  const number = Math.floor(tag.value / 8);
  const wireType = tag.value % 8;
  const { content, end } = await contentOf(bytes, wireType, tag.next);
  if (number === 0 || end > bytes.size) throw new MalformedBytes('a field is longer than the file');
  return { number, wireType, start, content, end };
}

async function contentOf(bytes: FileBytes, wireType: number, at: number): Promise<{ content: number; end: number }> {
  switch (wireType) {
    case wireTypes.varint:
      return { content: at, end: (await bytes.readVarint(at)).next };
    case wireTypes.fixed64:
      return { content: at, end: at + 8 };
    case wireTypes.fixed32:
      return { content: at, end: at + 4 };
    case wireTypes.bytes: {
      const { value, next } = await bytes.readVarint(at);
      return { content: next, end: next + value };
    }
    default:
      throw new MalformedBytes(`there is no field of the wire type ${wireType}`);
  }
}

async function replaced(
  bytes: FileBytes,
  { field, depth, file }: { readonly field: Field; readonly depth: number; readonly file: string },
): Promise<Uint8Array[]> {
  const isOnPath = field.wireType === wireTypes.bytes && field.number === path[depth];
  if (!isOnPath) return [await bytes.read(field)];
  const length = field.end - field.content;
  if (depth === path.length - 1) {
    if (length < smallestReferenced) return [await bytes.read(field)];
    return [toBinary(TensorProtoSchema, referenceTo({ file, offset: field.content, length }))];
  }
  const parts = await partsOf(bytes, { start: field.content, end: field.end, depth: depth + 1 }, file);
  const bytesBelow = parts.reduce((sum, part) => sum + part.length, 0);
  return [encodedVarint(field.number * 8 + wireTypes.bytes), encodedVarint(bytesBelow), ...parts];
}

function encodedVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
