/** Readers whose weights are scaled as they are read; what a scaling changes is said by who asks for it. */
import type { WeightReader } from '../../engine.js';
import { releaseArray } from '../tensors/release-array.js';
import { changedReader } from './read-weights.js';

/** Every number times the factor. */
export function multiplied(read: WeightReader, factor: number): WeightReader {
  if (factor === 1) return read;
  return changedReader(read, (values) => {
    for (let index = 0; index < values.length; index++) values[index] *= factor;
  });
}

/** Every row of a matrix, or every number of a vector, times the factor of its feature. */
export function multipliedRows(read: WeightReader, factor_F: Float32Array): WeightReader {
  return changedReader(read, (values) => {
    const width = values.length / factor_F.length;
    factor_F.forEach((factor, row) => {
      for (let index = row * width; index < (row + 1) * width; index++) values[index] *= factor;
    });
  });
}

/** As `multipliedRows`, divided. What belongs to a divisor of 0 stays as it is. */
export function dividedRows(read: WeightReader, divisor_F: Float32Array): WeightReader {
  return changedReader(read, (values) => {
    const width = values.length / divisor_F.length;
    divisor_F.forEach((divisor, row) => {
      if (divisor === 0) return;
      for (let index = row * width; index < (row + 1) * width; index++) values[index] /= divisor;
    });
  });
}

/** The exponential of every number. */
export function exponential(read: WeightReader): WeightReader {
  return changedReader(read, (values) => {
    for (let index = 0; index < values.length; index++) values[index] = Math.exp(values[index]);
  });
}

/** A vector that is the same everywhere. */
export function constant(value: number, length: number): WeightReader {
  return () => Promise.resolve(new Float32Array(length).fill(value));
}

/** Euclidean lengths of the rows of a matrix that is read for it, summed in float64. */
export async function readRowLengths(read: WeightReader, size: number): Promise<Float32Array> {
  const matrix_FD = await read();
  const width = matrix_FD.length / size;
  const length_F = Float32Array.from({ length: size }, (_, row) => {
    let squares = 0;
    for (let index = row * width; index < (row + 1) * width; index++) squares += matrix_FD[index] ** 2;
    return Math.sqrt(squares);
  });
  releaseArray(matrix_FD);
  return length_F;
}
