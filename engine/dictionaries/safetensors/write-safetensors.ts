/** Writes tensors of float32 and float16 as a safetensors file. */
import { toFloat16 } from '../../../domain/float16.js';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { releaseArray } from '../tensors/release-array.js';
import { countElements } from '../tensors/tensor-layout.js';

export interface TensorSource {
  readonly name: string;
  readonly shape: readonly number[];
  /** As what it is written, default: float32; numbers that float16 lacks are rounded. */
  readonly dtype?: 'float32' | 'float16';
  /** Row-major; called once, when it is the tensor's turn. The array is emptied when it is written. */
  readonly read: () => Promise<Float32Array>;
}

/** So that the first tensor starts on a page of the operating system and can be mapped as it is. */
const headerAlignment = 4096;

/** Writes the tensors one behind the other, in the given order, and forces them to the disk. */
export async function writeSafetensors(path: string, tensors: readonly TensorSource[]): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(encodeHeader(tensors));
    for (const tensor of tensors) await writeTensor(handle, tensor);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeTensor(handle: FileHandle, { name, shape, dtype, read }: TensorSource): Promise<void> {
  const values = await read();
  if (values.length !== countElements(shape))
    throw new Error(`${name} has ${values.length} elements, not those of the shape [${shape.join(', ')}]`);
  await handle.writeFile(bytesOf(dtype === 'float16' ? toFloat16(values) : values));
  releaseArray(values);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

const written = { float32: { name: 'F32', bytes: 4 }, float16: { name: 'F16', bytes: 2 } } as const;

function encodeHeader(tensors: readonly TensorSource[]): Buffer {
  const entries: Record<string, unknown> = {};
  let begin = 0;
  for (const { name, shape, dtype = 'float32' } of tensors) {
    const end = begin + written[dtype].bytes * countElements(shape);
    entries[name] = { dtype: written[dtype].name, shape, data_offsets: [begin, end] };
    begin = end;
  }
  const json = JSON.stringify(entries);
  const bytes = Math.ceil((8 + Buffer.byteLength(json)) / headerAlignment) * headerAlignment;
  const header = Buffer.alloc(bytes, ' ');
  header.writeBigUInt64LE(BigInt(bytes - 8), 0);
  header.write(json, 8);
  return header;
}
