/** Cuts a list of indices where the next one is not one more than the one before. */
export interface ConsecutiveRun {
  readonly first: number;
  readonly count: number;
}

/** The runs in the order of the list; together they have one entry an index. */
export function consecutiveRuns(indices: readonly number[]): ConsecutiveRun[] {
  const runs: ConsecutiveRun[] = [];
  for (let start = 0; start < indices.length;) {
    let end = start + 1;
    while (end < indices.length && indices[end] === indices[end - 1] + 1) end++;
    runs.push({ first: indices[start], count: end - start });
    start = end;
  }
  return runs;
}
