/** Writes tensors of float32, float16 and int8 as a safetensors file. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { toFloat16 } from '../../../domain/float16.js';
import { bytesOf } from '../../bytes-of.js';
import { elementTypes } from '../tensors/dtype.js';
import { releaseArray } from '../tensors/release-array.js';
import { countElements } from '../tensors/tensor-layout.js';

export type TensorSource = FloatTensorSource | Int8TensorSource;

interface NamedShape {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface FloatTensorSource extends NamedShape {
  /** As what it is written, default: float32; numbers that float16 lacks are rounded. */
  readonly dtype?: 'float32' | 'float16';
  /** Row-major; called once, when it is the tensor's turn. The array is emptied when it is written. */
  readonly read: () => Promise<Float32Array>;
}

/** To be given last, or what follows is not aligned. */
export interface Int8TensorSource extends NamedShape {
  readonly dtype: 'int8';
  /** As of float32. */
  readonly read: () => Promise<Int8Array>;
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
  await handle.writeFile(bytesOf(dtype === 'float16' && values instanceof Float32Array ? toFloat16(values) : values));
  releaseArray(values);
}

const written = { float32: 'F32', float16: 'F16', int8: 'I8' } as const;

function encodeHeader(tensors: readonly TensorSource[]): Buffer {
  const entries: Record<string, unknown> = {};
  let begin = 0;
  for (const { name, shape, dtype = 'float32' } of tensors) {
    const end = begin + elementTypes[dtype].bytes * countElements(shape);
    entries[name] = { dtype: written[dtype], shape, data_offsets: [begin, end] };
    begin = end;
  }
  const json = JSON.stringify(entries);
  const bytes = Math.ceil((8 + Buffer.byteLength(json)) / headerAlignment) * headerAlignment;
  const header = Buffer.alloc(bytes, ' ');
  header.writeBigUInt64LE(BigInt(bytes - 8), 0);
  header.write(json, 8);
  return header;
}
