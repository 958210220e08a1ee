/** Writes float32 and int8 tensors as a safetensors file. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { releaseArray } from '../tensors/release-array.js';
import { countElements } from '../tensors/tensor-layout.js';

export type StoredTensorSource = Float32TensorSource | Int8TensorSource;

interface NamedShape {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface Float32TensorSource extends NamedShape {
  readonly dtype?: 'F32';
  /** Row-major; called once, when it is the tensor's turn. The array is emptied when it is written. */
  readonly read: () => Promise<Float32Array>;
}

/** To be given last, or what follows is not aligned. */
export interface Int8TensorSource extends NamedShape {
  readonly dtype: 'I8';
  /** As of float32. */
  readonly read: () => Promise<Int8Array>;
}

/** So that the first tensor starts on a page of the operating system and can be mapped as it is. */
const headerAlignment = 4096;
const elementBytes = { F32: 4, I8: 1 } as const;

/** Writes the tensors one behind the other, in the given order, and forces them to the disk. */
export async function writeSafetensors(path: string, tensors: readonly StoredTensorSource[]): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(encodeHeader(tensors));
    for (const tensor of tensors) await writeTensor(handle, tensor);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeTensor(handle: FileHandle, { name, shape, read }: StoredTensorSource): Promise<void> {
  const values = await read();
  if (values.length !== countElements(shape))
    throw new Error(`${name} has ${values.length} elements, not those of the shape [${shape.join(', ')}]`);
  await handle.writeFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  releaseArray(values);
}

function encodeHeader(tensors: readonly StoredTensorSource[]): Buffer {
  const entries: Record<string, unknown> = {};
  let begin = 0;
  for (const { name, shape, dtype = 'F32' } of tensors) {
    const end = begin + elementBytes[dtype] * countElements(shape);
    entries[name] = { dtype, shape, data_offsets: [begin, end] };
    begin = end;
  }
  const json = JSON.stringify(entries);
  const bytes = Math.ceil((8 + Buffer.byteLength(json)) / headerAlignment) * headerAlignment;
  const header = Buffer.alloc(bytes, ' ');
  header.writeBigUInt64LE(BigInt(bytes - 8), 0);
  header.write(json, 8);
  return header;
}
