/** Rows of an activation that are not padding, a stretch of them at a time. */
import { takeRowsGraph } from './built-graphs.js';
import { isOnDevice } from './held-tensors.js';
import type { DeviceTensor, HeldTensor } from './held-tensors.js';
import type { TensorData } from './protocol.js';
import type { Sessions } from './sessions.js';

export interface ActivationRows {
  /** [count, D] from a row on; to be disposed by whoever took it. Throws as `Sessions.run`. */
  take(firstRow: number, count: number): Promise<HeldTensor>;
}

/**
 * The rows of [B, T, D] in front of each sequence's end, where the activation is: it must not be disposed while they are taken.
 * Throws a plain Error for another shape.
 */
export function activationRows(sessions: Sessions, tensor: HeldTensor, lengths_B: Int32Array): ActivationRows {
  const [batch] = tensor.dims;
  if (tensor.dims.length !== 3 || batch !== lengths_B.length)
    throw new Error(`activations of shape [${tensor.dims.join(', ')}] cannot be encoded`);
  return isOnDevice(tensor) ? rowsOnDevice(sessions, tensor, lengths_B) : rowsHere(tensor, lengths_B);
}

function rowsHere(tensor: TensorData, lengths_B: Int32Array): ActivationRows {
  const x_ND = withoutPadding(tensor, lengths_B);
  const width = tensor.dims[2];
  return {
    take: async (firstRow, count) => ({
      type: 'float32',
      data: x_ND.subarray(firstRow * width, (firstRow + count) * width),
      dims: [count, width],
    }),
  };
}

/** [B, T, D] to [N, D]: the rows behind each sequence's end are left out. */
function withoutPadding(tensor: TensorData, lengths_B: Int32Array): Float32Array {
  const [batch, positions, width] = tensor.dims;
  if (tensor.type !== 'float32') throw new Error(`activations of type ${tensor.type} cannot be encoded`);
  const rows = lengths_B.reduce((sum, length) => sum + length, 0);
  if (rows === batch * positions) return tensor.data;
  const x_ND = new Float32Array(rows * width);
  let n = 0;
  lengths_B.forEach((length, b) => {
    const start = b * positions * width;
    x_ND.set(tensor.data.subarray(start, start + length * width), n * width);
    n += length;
  });
  return x_ND;
}

function rowsOnDevice(sessions: Sessions, x: DeviceTensor, lengths_B: Int32Array): ActivationRows {
  const row_N = rowsInFront(lengths_B, x.dims[1]);
  return {
    async take(firstRow, count) {
      const rows: TensorData = { type: 'int32', data: row_N.subarray(firstRow, firstRow + count), dims: [count] };
      const pass = { graph: takeRowsGraph, feeds: { x, row_N: rows }, fetches: ['x_ND'], returns: [] };
      const { x_ND } = await sessions.run(pass);
      return x_ND;
    },
  };
}

/** Numbers b * T + t of the rows in front of each sequence's end. */
function rowsInFront(lengths_B: Int32Array, positions: number): Int32Array {
  const row_N = new Int32Array(lengths_B.reduce((sum, length) => sum + length, 0));
  let n = 0;
  lengths_B.forEach((length, b) => {
    for (let t = 0; t < length; t++) row_N[n++] = b * positions + t;
  });
  return row_N;
}
