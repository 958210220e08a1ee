/** Opens a safetensors file: reads and checks its header, and no tensor. */
import { decodeJsonObject, isJsonObject } from '../../json-object.js';
import type { JsonObject } from '../../json-object.js';
import { BinaryFile } from '../tensors/binary-file.js';
import { elementTypes } from '../tensors/dtype.js';
import type { Dtype } from '../tensors/dtype.js';
import type { PlainValue, TensorFile } from '../tensors/tensor-file.js';
import { countElements } from '../tensors/tensor-layout.js';
import type { TensorLayout } from '../tensors/tensor-layout.js';

/** The bound that the format's own reader sets. */
const mostHeaderBytes = 100_000_000;
const lengthBytes = 8;

const dtypes: ReadonlyMap<unknown, Dtype> = new Map([
  ['F64', 'float64'],
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['I64', 'int64'],
  ['I32', 'int32'],
  ['I16', 'int16'],
  ['I8', 'int8'],
  ['U8', 'uint8'],
  ['BOOL', 'bool'],
]);

/**
 * The file's tensors; the caller closes its `file`. Throws FILE_NOT_FOUND, and DICTIONARY_FILE_INVALID for a file that is
 * cut off or whose tensors overlap, leave holes or have other sizes than their shapes say.
 *
 * @source the format's specification, github.com/huggingface/safetensors
 */
export async function openSafetensors(path: string): Promise<TensorFile> {
  const file = await BinaryFile.open(path);
  try {
    return await readHeader(file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readHeader(file: BinaryFile): Promise<TensorFile> {
  if (file.bytes < lengthBytes) throw file.invalid('is cut off: it is too short for a safetensors file');
  const prefix = await file.read(0, lengthBytes);
  const headerBytes = Number(new DataView(prefix.buffer).getBigUint64(0, true));
  if (headerBytes > Math.min(mostHeaderBytes, file.bytes - lengthBytes))
    throw file.invalid(`is cut off or no safetensors file: its header would be ${headerBytes} bytes long`);
  const header = decodeHeader(await file.read(lengthBytes, headerBytes), file);
  const dataStart = lengthBytes + headerBytes;
  const tensors = new Map<string, TensorLayout>();
  for (const [name, entry] of Object.entries(header))
    if (name !== '__metadata__') tensors.set(name, toLayout(name, entry, { dataStart, file }));
  checkTiling([...tensors.values()], dataStart, file);
  return { container: 'safetensors', file, tensors, values: toValues(header.__metadata__) };
}

function decodeHeader(bytes: Uint8Array, file: BinaryFile): JsonObject {
  try {
    return decodeJsonObject(bytes);
  } catch (cause) {
    throw file.invalid('has a header that is not a JSON object', cause);
  }
}

interface HeaderPlace {
  readonly dataStart: number;
  readonly file: BinaryFile;
}

function toLayout(name: string, entry: unknown, { dataStart, file }: HeaderPlace): TensorLayout {
  if (!isJsonObject(entry)) throw file.invalid(`does not describe its tensor "${name}"`);
  const dtype = dtypes.get(entry.dtype);
  if (!dtype) throw file.invalid(`has a tensor "${name}" of the unknown type ${JSON.stringify(entry.dtype)}`);
  const { shape, data_offsets: offsets } = entry;
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2)
    throw file.invalid(`has a tensor "${name}" without a shape or offsets`);
  const [begin, end] = offsets;
  const bytes = countElements(shape) * elementTypes[dtype].bytes;
  if (end - begin !== bytes)
    throw file.invalid(`gives ${end - begin} bytes to its tensor "${name}", whose shape needs ${bytes}`);
  if (dataStart + end > file.bytes) throw file.invalid(`is cut off inside its tensor "${name}"`);
  return { name, dtype, shape, position: dataStart + begin };
}

/** Tensors follow each other without holes up to the end of the file. */
function checkTiling(layouts: readonly TensorLayout[], dataStart: number, file: BinaryFile): void {
  let next = dataStart;
  for (const layout of [...layouts].sort((a, b) => a.position - b.position || layoutBytes(a) - layoutBytes(b))) {
    if (layout.position !== next)
      throw file.invalid(
        layout.position < next ? `has overlapping tensors at "${layout.name}"` : `has a hole before "${layout.name}"`,
      );
    next += layoutBytes(layout);
  }
  if (next !== file.bytes) throw file.invalid(`has ${file.bytes - next} bytes behind its last tensor`);
}

function layoutBytes(layout: TensorLayout): number {
  return countElements(layout.shape) * elementTypes[layout.dtype].bytes;
}

function toValues(metadata: unknown): Map<string, PlainValue> {
  const values = new Map<string, PlainValue>();
  if (!isJsonObject(metadata)) return values;
  for (const [name, value] of Object.entries(metadata)) if (typeof value === 'string') values.set(name, value);
  return values;
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
