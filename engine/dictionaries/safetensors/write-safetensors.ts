/** Writes float32 tensors as a safetensors file. */
import { open } from 'node:fs/promises';

export interface Float32TensorData {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

/** So that the first tensor starts on a page of the operating system and can be mapped as it is. */
const headerAlignment = 4096;

/** Writes the tensors one behind the other, in the given order, and forces them to the disk. */
export async function writeSafetensors(path: string, tensors: readonly Float32TensorData[]): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(encodeHeader(tensors));
    for (const { values } of tensors)
      await handle.writeFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function encodeHeader(tensors: readonly Float32TensorData[]): Buffer {
  const entries: Record<string, unknown> = {};
  let begin = 0;
  for (const { name, shape, values } of tensors) {
    entries[name] = { dtype: 'F32', shape, data_offsets: [begin, begin + values.byteLength] };
    begin += values.byteLength;
  }
  const json = JSON.stringify(entries);
  const bytes = Math.ceil((8 + Buffer.byteLength(json)) / headerAlignment) * headerAlignment;
  const header = Buffer.alloc(bytes, ' ');
  header.writeBigUInt64LE(BigInt(bytes - 8), 0);
  header.write(json, 8);
  return header;
}
