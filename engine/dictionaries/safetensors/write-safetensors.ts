/** Writes float32 tensors as a safetensors file. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { releaseArray } from '../tensors/release-array.js';
import { countElements } from '../tensors/tensor-layout.js';

export interface Float32TensorSource {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major; called once, when it is the tensor's turn. The array is emptied when it is written. */
  readonly read: () => Promise<Float32Array>;
}

/** So that the first tensor starts on a page of the operating system and can be mapped as it is. */
const headerAlignment = 4096;

/** Writes the tensors one behind the other, in the given order, and forces them to the disk. */
export async function writeSafetensors(path: string, tensors: readonly Float32TensorSource[]): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(encodeHeader(tensors));
    for (const tensor of tensors) await writeTensor(handle, tensor);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeTensor(handle: FileHandle, { name, shape, read }: Float32TensorSource): Promise<void> {
  const values = await read();
  if (values.length !== countElements(shape))
    throw new Error(`${name} has ${values.length} elements, not those of the shape [${shape.join(', ')}]`);
  await handle.writeFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  releaseArray(values);
}

function encodeHeader(tensors: readonly Float32TensorSource[]): Buffer {
  const entries: Record<string, unknown> = {};
  let begin = 0;
  for (const { name, shape } of tensors) {
    const end = begin + 4 * countElements(shape);
    entries[name] = { dtype: 'F32', shape, data_offsets: [begin, end] };
    begin = end;
  }
  const json = JSON.stringify(entries);
  const bytes = Math.ceil((8 + Buffer.byteLength(json)) / headerAlignment) * headerAlignment;
  const header = Buffer.alloc(bytes, ' ');
  header.writeBigUInt64LE(BigInt(bytes - 8), 0);
  header.write(json, 8);
  return header;
}
