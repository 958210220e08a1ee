/** Quantiles of what was measured. */

/** The value that the share of all values does not exceed; the nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
