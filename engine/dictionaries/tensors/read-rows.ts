/** Reads consecutive rows of a row-major matrix of float32 or float16. */
import { readFloat16Into } from '../../../domain/float16.js';
import { bytesOf } from '../../bytes-of.js';
import type { BinaryFile } from './binary-file.js';
import { countElements, type TensorLayout } from './tensor-layout.js';

/** Fills the target with whole rows, from one on, in memory besides it no more than their float16. Throws as `BinaryFile.readInto`. */
export async function readRowsInto(
  target: Float32Array,
  { file, layout }: { readonly file: BinaryFile; readonly layout: TensorLayout },
  firstRow: number,
): Promise<void> {
  const first = firstRow * countElements(layout.shape.slice(1));
  if (layout.dtype !== 'float16')
    return file.readInto(bytesOf(target), layout.position + first * Float32Array.BYTES_PER_ELEMENT);
  const bits = new Uint16Array(target.length);
  await file.readInto(bytesOf(bits), layout.position + first * Uint16Array.BYTES_PER_ELEMENT);
  readFloat16Into(target, bits);
}
