/** How often each value of a column occurs. */
import type { ClassCount } from '../../domain/dataset.js';

/** Commonest first; ties in the order of the values' characters. */
export function countValues(values: Iterable<string>): ClassCount[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([label, rows]) => ({ label, rows }))
    .sort((a, b) => b.rows - a.rows || (a.label < b.label ? -1 : 1));
}

/** The values as numbers from 0, in the order of their first appearance. */
export function numberValues(values: readonly string[]): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(values, (value) => {
    const known = numbers.get(value) ?? numbers.size;
    numbers.set(value, known);
    return known;
  });
}
