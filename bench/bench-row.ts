/** One line of what `npm run bench` prints. */
export interface BenchRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The most, or for rates the least, that is allowed; null where nothing is. */
  readonly bar: number | null;
  readonly holds: boolean | null;
}

/** A value that must not be larger than the bar. */
export function atMost(row: Pick<BenchRow, 'what' | 'value' | 'unit'>, bar: number): BenchRow {
  return { ...row, bar, holds: row.value <= bar };
}

/** A value that must not be smaller than the bar. */
export function atLeast(row: Pick<BenchRow, 'what' | 'value' | 'unit'>, bar: number): BenchRow {
  return { ...row, bar, holds: row.value >= bar };
}

/** A value that is only reported. */
export function reported(row: Pick<BenchRow, 'what' | 'value' | 'unit'>): BenchRow {
  return { ...row, bar: null, holds: null };
}
