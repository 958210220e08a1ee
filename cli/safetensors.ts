/** Writes float32 matrices as a safetensors file, row by row. */
import { open } from 'node:fs/promises';

/** A tensor to be written; one-dimensional where `columns` is left out. */
export interface TensorPlan {
  readonly name: string;
  readonly rows: number;
  readonly columns?: number;
}

export interface SafetensorsFile {
  /** Writes consecutive rows of a tensor, the first of them at `row`. */
  write(name: string, row: number, values: Float32Array): Promise<void>;
  close(): Promise<void>;
}

const bytesPerValue = 4;

/**
 * Creates the file; throws where there is one already. What is never written holds zeros.
 *
 * @source the safetensors format: u64 little-endian header length, JSON header, tensors without gaps
 */
export async function createSafetensors(
  path: string,
  tensors: readonly TensorPlan[],
  metadata: Readonly<Record<string, string>>,
): Promise<SafetensorsFile> {
  const header = toHeader(tensors, metadata);
  const file = await open(path, 'wx');
  await file.write(header.bytes, 0);
  await file.truncate(header.bytes.length + header.dataBytes);
  return {
    write: async (name, row, values) => {
      const tensor = tensors.find((planned) => planned.name === name);
      const start = header.starts.get(name);
      if (tensor === undefined || start === undefined) throw new Error(`no tensor "${name}" was planned`);
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      await file.write(
        bytes,
        0,
        bytes.length,
        header.bytes.length + start + row * (tensor.columns ?? 1) * bytesPerValue,
      );
    },
    close: () => file.close(),
  };
}

function toHeader(tensors: readonly TensorPlan[], metadata: Readonly<Record<string, string>>) {
  const entries: Record<string, unknown> = { __metadata__: metadata };
  const starts = new Map<string, number>();
  let dataBytes = 0;
  for (const { name, rows, columns } of tensors) {
    const end = dataBytes + rows * (columns ?? 1) * bytesPerValue;
    const shape = columns === undefined ? [rows] : [rows, columns];
    entries[name] = { dtype: 'F32', shape, data_offsets: [dataBytes, end] };
    starts.set(name, dataBytes);
    dataBytes = end;
  }
  const json = Buffer.from(JSON.stringify(entries));
  // Padded with spaces to a multiple of eight, so that readers may map the tensors where they lie.
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return { bytes: Buffer.concat([length, padded]), starts, dataBytes };
}
