/** Fetches the features that fire from dense activations on a device. */
import { strongestGraph } from './built-graphs.js';
import { getFloat32, getInt32 } from './fetched-tensors.js';
import type { HeldTensor } from './held-tensors.js';
import type { RowEntries } from './list-firings.js';
import type { HeldPass, Sessions } from './sessions.js';

/** Rows of which the strongest so many entries are fetched together. */
export interface RowClass {
  readonly row_R: Int32Array;
  readonly most: number;
}

/** Of two rows of a class, one fires at most this many times as often as the other. */
const classRatio = 4;

/**
 * Every row in which anything fires. Rows of about as many firings go together, so that one row in which thousands of features
 * fire, as in the first of a text, does not make all others as long.
 */
export function classesOfRows(firings_N: Int32Array): RowClass[] {
  const rowsOf = new Map<number, number[]>();
  firings_N.forEach((firings, row) => {
    if (firings === 0) return;
    const number = Math.floor(Math.log(firings) / Math.log(classRatio));
    const rows = rowsOf.get(number) ?? [];
    rowsOf.set(number, rows);
    rows.push(row);
  });
  return [...rowsOf.values()].map((rows) => ({
    row_R: Int32Array.from(rows),
    most: rows.reduce((most, row) => Math.max(most, firings_N[row]), 0),
  }));
}

/** At most four times as many entries as there are firings. `activation_NF` is not disposed. Throws as `Sessions.run`. */
export async function strongestOfRows(
  sessions: Sessions,
  activation_NF: HeldTensor,
  firings_N: Int32Array,
): Promise<RowEntries> {
  const classes = classesOfRows(firings_N);
  const size = classes.reduce((sum, { row_R, most }) => sum + row_R.length * most, 0);
  const [feature_E, activation_E] = [new Int32Array(size), new Float32Array(size)];
  const [start_N, count_N] = [new Int32Array(firings_N.length), new Int32Array(firings_N.length)];
  let end = 0;
  for (const { row_R, most } of classes) {
    const outputs = await sessions.run(strongestPass(activation_NF, row_R, most));
    feature_E.set(getInt32(outputs, 'feature_RK'), end);
    activation_E.set(getFloat32(outputs, 'strength_RK'), end);
    row_R.forEach((row, r) => {
      start_N[row] = end + r * most;
      count_N[row] = most;
    });
    end += row_R.length * most;
  }
  return { feature_E, activation_E, start_N, count_N };
}

function strongestPass(activation_NF: HeldTensor, row_R: Int32Array, most: number): HeldPass {
  return {
    graph: strongestGraph,
    feeds: {
      activation_NF,
      row_R: { type: 'int32', data: row_R, dims: [row_R.length] },
      k: { type: 'int64', data: BigInt64Array.of(BigInt(most)), dims: [1] },
    },
    fetches: ['feature_RK', 'strength_RK'],
  };
}
