/** Warnings of classes that are much rarer than the other, in the whole set or in one split. */
import type { Guard } from '../../../domain/dataset.js';
import type { ExaminedRows } from '../examined-rows.js';

const leastShare = 0.2;

export function warnOfImbalance(examined: ExaminedRows): Guard[] {
  return [...imbalance(examined), ...splitsOfOneClass(examined)];
}

function imbalance({ positives, negatives, positiveLabel }: ExaminedRows): Guard[] {
  const rows = positives + negatives;
  if (Math.min(positives, negatives) >= leastShare * rows) return [];
  const majority = ((100 * Math.max(positives, negatives)) / rows).toFixed(1);
  const message = `${positives} of ${rows} rows have the positive label "${positiveLabel}": who always says the commoner answer is right in ${majority}% of them. Read balanced accuracy or AUROC.`;
  return [{ code: 'CLASS_IMBALANCE', message }];
}

function splitsOfOneClass({ rows, isPositive_N }: ExaminedRows): Guard[] {
  const sides = new Map<string, Set<number>>();
  rows.forEach(({ split }, row) => {
    if (split !== null) sides.set(split, (sides.get(split) ?? new Set()).add(isPositive_N[row]));
  });
  const single = [...sides].filter(([, seen]) => seen.size === 1).map(([split]) => split);
  return single.map((split) => ({
    code: 'SPLIT_ONE_CLASS',
    message: `All rows of the split "${split}" are on one side of the label; nothing can be learned or measured on it alone.`,
  }));
}
