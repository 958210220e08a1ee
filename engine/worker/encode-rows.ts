/** Encodes the activations of one forward pass, so that they never leave the worker, nor the device that can keep them. */
import type { SparseActivations } from '../engine.js';
import { activationRows } from './activation-rows.js';
import type { ActivationRows } from './activation-rows.js';
import { encodePart } from './encode-part.js';
import { disposeAll } from './held-tensors.js';
import type { PartFirings } from './list-firings.js';
import { MemoryExhausted } from './memory-exhausted.js';
import type { EncodeStep, WorkerRequest } from './protocol.js';
import type { Sessions } from './sessions.js';

export type EncodeRequest = Extract<WorkerRequest, { kind: 'encode' }>;

/** Bound on the dense feature activations [rows, F] that exist at once. */
const mostDenseBytes = 64 * 2 ** 20;
const float32Bytes = 4;

/** Runs the pass, then every step on the rows of its fetch that are not padding. */
export async function encodeRows(sessions: Sessions, request: EncodeRequest): Promise<SparseActivations[]> {
  const outputs = await sessions.run({ ...request.pass, returns: [] });
  try {
    const row_N = rowNumbers(request);
    const sources = new Map(
      request.pass.fetches.map((name) => [name, activationRows(sessions, outputs[name], request.lengths_B)]),
    );
    const encoded: SparseActivations[] = [];
    for (const step of request.steps) {
      const source = sources.get(step.fetch);
      if (!source) throw new Error(`the pass does not fetch "${step.fetch}"`);
      const parts = await encodeInParts(sessions, step, { source, rows: row_N.length });
      encoded.push(joined(parts, row_N));
    }
    return encoded;
  } finally {
    disposeAll(Object.values(outputs));
  }
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

interface Rows {
  readonly source: ActivationRows;
  readonly rows: number;
}

interface EncodedPart extends PartFirings {
  readonly firstRow: number;
}

/** In fewer rows at a time where memory does not suffice: no operator sums over rows, so the result is the same. */
async function encodeInParts(sessions: Sessions, step: EncodeStep, { source, rows }: Rows): Promise<EncodedPart[]> {
  let rowsAtOnce = Math.max(1, Math.floor(mostDenseBytes / (step.size * float32Bytes)));
  const parts: EncodedPart[] = [];
  let firstRow = 0;
  while (firstRow < rows) {
    const count = Math.min(rowsAtOnce, rows - firstRow);
    try {
      const part = await encodeStretch(sessions, step, () => source.take(firstRow, count));
      parts.push({ firstRow, ...part });
      firstRow += count;
    } catch (error) {
      if (!(error instanceof MemoryExhausted) || count === 1) throw error;
      rowsAtOnce = Math.ceil(count / 2);
    }
  }
  return parts;
}

async function encodeStretch(
  sessions: Sessions,
  step: EncodeStep,
  take: () => ReturnType<ActivationRows['take']>,
): Promise<PartFirings> {
  const x_ND = await take();
  try {
    return await encodePart(sessions, step, x_ND);
  } finally {
    disposeAll([x_ND]);
  }
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
