/** Reads consecutive rows of a row-major matrix of float32 or float16. */
import { float16Value } from '../../../domain/float16.js';
import type { BinaryFile } from './binary-file.js';
import { countElements, type TensorLayout } from './tensor-layout.js';

/** Fills the target with whole rows, from one on, in memory besides it no more than their float16. Throws as `BinaryFile.readInto`. */
export async function readRowsInto(
  target: Float32Array,
  { file, layout }: { readonly file: BinaryFile; readonly layout: TensorLayout },
  firstRow: number,
): Promise<void> {
  const first = firstRow * countElements(layout.shape.slice(1));
  if (layout.dtype !== 'float16') {
    const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
    return file.readInto(bytes, layout.position + first * Float32Array.BYTES_PER_ELEMENT);
  }
  const bits = new Uint16Array(target.length);
  await file.readInto(new Uint8Array(bits.buffer), layout.position + first * Uint16Array.BYTES_PER_ELEMENT);
  for (let place = 0; place < bits.length; place++) target[place] = float16Value(bits[place]);
}
