/** Encodes the activations of one forward pass, so that they never leave the worker. */
import type { SparseActivations } from '../engine.js';
import { MemoryExhausted } from './memory-exhausted.js';
import type { EncodeStep, TensorData, WorkerRequest } from './protocol.js';
import type { Sessions } from './sessions.js';

export type EncodeRequest = Extract<WorkerRequest, { kind: 'encode' }>;

/** Bound on the dense feature activations [rows, F] that exist at once. */
const mostDenseBytes = 64 * 2 ** 20;
const float32Bytes = 4;

/** Runs the pass, then every step on the rows of its fetch that are not padding. */
export async function encodeRows(sessions: Sessions, request: EncodeRequest): Promise<SparseActivations[]> {
  const outputs = await sessions.run(request.pass);
  const row_N = rowNumbers(request);
  const rows = new Map(request.pass.fetches.map((name) => [name, withoutPadding(outputs[name], request.lengths_B)]));
  const encoded: SparseActivations[] = [];
  for (const step of request.steps) {
    const x_ND = rows.get(step.fetch);
    if (!x_ND) throw new Error(`the pass does not fetch "${step.fetch}"`);
    const parts = await encodeInParts(sessions, step, { x_ND, rows: row_N.length });
    encoded.push(joined(parts, row_N));
  }
  return encoded;
}

/** The caller's number of every row that is not padding. */
function rowNumbers({ lengths_B, firstRow_B }: EncodeRequest): Int32Array {
  const row_N = new Int32Array(lengths_B.reduce((sum, length) => sum + length, 0));
  let n = 0;
  lengths_B.forEach((length, b) => {
    for (let t = 0; t < length; t++) row_N[n++] = firstRow_B[b] + t;
  });
  return row_N;
}

/** [B, T, D] to [N, D]: the rows behind each sequence's end are left out. */
function withoutPadding(tensor: TensorData, lengths_B: Int32Array): Float32Array {
  const [batch, positions, width] = tensor.dims;
  if (tensor.type !== 'float32' || tensor.dims.length !== 3 || batch !== lengths_B.length)
    throw new Error(`activations of type ${tensor.type} and shape [${tensor.dims.join(', ')}] cannot be encoded`);
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

interface Rows {
  readonly x_ND: Float32Array;
  readonly rows: number;
}

interface EncodedPart {
  readonly firstRow: number;
  readonly row_N: Int32Array;
  readonly feature_N: Int32Array;
  readonly activation_N: Float32Array;
}

/** In fewer rows at a time where memory does not suffice: no operator sums over rows, so the result is the same. */
async function encodeInParts(sessions: Sessions, step: EncodeStep, { x_ND, rows }: Rows): Promise<EncodedPart[]> {
  let rowsAtOnce = Math.max(1, Math.floor(mostDenseBytes / (step.size * float32Bytes)));
  const width = x_ND.length / rows;
  const parts: EncodedPart[] = [];
  let firstRow = 0;
  while (firstRow < rows) {
    const count = Math.min(rowsAtOnce, rows - firstRow);
    const data = x_ND.subarray(firstRow * width, (firstRow + count) * width);
    try {
      const part = await encodePart(sessions, step.graph, { type: 'float32', data, dims: [count, width] });
      parts.push({ firstRow, ...part });
      firstRow += count;
    } catch (error) {
      if (!(error instanceof MemoryExhausted) || count === 1) throw error;
      rowsAtOnce = Math.ceil(count / 2);
    }
  }
  return parts;
}

async function encodePart(sessions: Sessions, graph: string, x_ND: TensorData): Promise<Omit<EncodedPart, 'firstRow'>> {
  const fetches = ['row_N', 'feature_N', 'activation_N'];
  const { row_N, feature_N, activation_N } = await sessions.run({ graph, feeds: { x_ND }, fetches });
  if (row_N.type !== 'int32' || feature_N.type !== 'int32' || activation_N.type !== 'float32')
    throw new Error(`${graph} does not have the outputs of an encode graph`);
  return { row_N: row_N.data, feature_N: feature_N.data, activation_N: activation_N.data };
}

function joined(parts: readonly EncodedPart[], row_N: Int32Array): SparseActivations {
  const count = parts.reduce((sum, part) => sum + part.row_N.length, 0);
  const all = { row_N: new Int32Array(count), feature_N: new Int32Array(count), activation_N: new Float32Array(count) };
  let n = 0;
  for (const part of parts) {
    all.feature_N.set(part.feature_N, n);
    all.activation_N.set(part.activation_N, n);
    for (const row of part.row_N) all.row_N[n++] = row_N[part.firstRow + row];
  }
  return all;
}
