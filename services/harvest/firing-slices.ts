/**
 * Cuts the firings of a batch into slices of whole windows, so that other work of the process gets its turn between them
 * and a full pair table is noticed in time.
 */
import type { SparseActivations } from '../../engine/engine.js';
import type { BatchRows } from './batch-rows.js';

/** Some twenty milliseconds of accumulating. */
const firingsPerSlice = 1 << 17;

export interface FiringSlice {
  readonly from: number;
  readonly to: number;
}

/** Slices in order; each ends with a window, and is as large as that needs. */
export function* sliceFirings(
  firings: SparseActivations,
  rows: BatchRows,
  most = firingsPerSlice,
): Generator<FiringSlice> {
  const windowAt = (n: number): number => rows.window_R[firings.row_N[n]];
  const total = firings.row_N.length;
  for (let from = 0; from < total;) {
    let to = Math.min(from + most, total);
    while (to < total && windowAt(to) === windowAt(to - 1)) to++;
    yield { from, to };
    from = to;
  }
}
