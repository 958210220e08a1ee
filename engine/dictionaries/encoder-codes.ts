/**
 * Encoder rows as integers, each row on a scale of its own.
 *
 * Codes go from -64 to 64 and those of activations from 0 to 255: where a CPU has no dot product of bytes, the sum of two products
 * of an unsigned and a signed byte is saturated at 2^15, and 2 · 255 · 64 is below that. So the products are exact everywhere.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WeightReaders } from '../engine.js';
import type { Int8TensorSource } from './safetensors/write-safetensors.js';
import { releaseArray } from './tensors/release-array.js';

/** Name, in the file of canonical weights, of the integers that `wEnc_FD` is `encoderScale_F` times of; int8, [D, F]. */
export const encoderCodes = 'encoderCode_DF';

const levels = 64;
/** Values between two turns of the event loop, some milliseconds. */
const valuesPerTurn = 2 ** 19;

export interface RowScales {
  readonly wEnc_FD: Float32Array;
  readonly scale_F: Float32Array;
}

/** The scale of every row, [F]: its largest absolute value is 64 of them. */
export async function encoderScales(wEnc_FD: Float32Array, size: number): Promise<Float32Array> {
  const width = wEnc_FD.length / size;
  const scale_F = new Float32Array(size);
  await eachRow(size, width, (row) => {
    let peak = 0;
    for (let at = row * width; at < (row + 1) * width; at++) peak = Math.max(peak, Math.abs(wEnc_FD[at]));
    scale_F[row] = peak / levels;
  });
  return scale_F;
}

/** Replaces every value by the nearest multiple of its row's scale. */
export async function roundToScalesInto({ wEnc_FD, scale_F }: RowScales): Promise<void> {
  const width = wEnc_FD.length / scale_F.length;
  await eachRow(scale_F.length, width, (row) => {
    const scale = scale_F[row];
    for (let at = row * width; at < (row + 1) * width; at++) wEnc_FD[at] = toCode(wEnc_FD[at], scale) * scale;
  });
}

/** The tensor of codes of weights that have scales, to be written behind them; none of others. */
export function encoderCodesTensor(dictionary: {
  readonly size: number;
  readonly width: number;
  readonly weights: Pick<WeightReaders, 'wEnc_FD' | 'encoderScale_F'>;
}): Int8TensorSource[] {
  const { size, width, weights } = dictionary;
  const { wEnc_FD: readRows, encoderScale_F: readScales } = weights;
  if (!readScales) return [];
  const read = async (): Promise<Int8Array> => {
    const wEnc_FD = await readRows();
    const code_DF = await transposedCodes({ wEnc_FD, scale_F: await readScales() });
    releaseArray(wEnc_FD);
    return code_DF;
  };
  return [{ name: encoderCodes, dtype: 'int8', shape: [width, size], read }];
}

/** [D, F], as a product from the left reads them. */
async function transposedCodes({ wEnc_FD, scale_F }: RowScales): Promise<Int8Array> {
  const size = scale_F.length;
  const width = wEnc_FD.length / size;
  const code_DF = new Int8Array(size * width);
  await eachRow(size, width, (row) => {
    const scale = scale_F[row];
    for (let d = 0, at = row * width; d < width; d++, at++) code_DF[d * size + row] = toCode(wEnc_FD[at], scale);
  });
  return code_DF;
}

/** A scale of 0 is that of a row of zeros, or of one too small for float32. */
function toCode(value: number, scale: number): number {
  if (scale === 0) return 0;
  return Math.min(levels, Math.max(-levels, Math.round(value / scale)));
}

async function eachRow(size: number, width: number, visit: (row: number) => void): Promise<void> {
  const rowsPerTurn = Math.max(1, Math.floor(valuesPerTurn / width));
  for (let row = 0; row < size; row++) {
    if (row % rowsPerTurn === 0) await nextTurn();
    visit(row);
  }
}
