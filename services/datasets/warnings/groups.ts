/** Warnings of group columns: those that determine the label, and those with many values. */
import { mostListedValues, type Guard } from '../../../domain/dataset.js';
import { chanceCramersV, cramersV } from '../../../engine/index.js';
import { numberValues } from '../count-values.js';
import type { ExaminedRows } from '../examined-rows.js';

const determines = 0.9;

export function warnOfGroups(examined: ExaminedRows): Guard[] {
  const { content, rows } = examined;
  return content.groupColumns.flatMap((column, place) => {
    const values = rows.map(({ groups }) => groups[place]);
    return [...determinedLabel(column, values, examined), ...manyValues(column, values)];
  });
}

/** The larger of the associations with the labels and with positive or not. The label's own column may group rows as well. */
function determinedLabel(
  column: string,
  values: readonly string[],
  { rows, isPositive_N, labelColumn }: ExaminedRows,
): Guard[] {
  if (column === labelColumn) return [];
  const group_N = numberValues(values);
  const labels = rows.map(({ label }) => label);
  const association = Math.max(
    cramersV(group_N, numberValues(labels)),
    cramersV(group_N, numberValues(Array.from(isPositive_N, String))),
  );
  const chance = chanceCramersV(rows.length, new Set(values).size, new Set(labels).size);
  if (association <= Math.max(determines, chance)) return [];
  const message = `The group column "${column}" all but determines the label (Cramér's V ${association.toFixed(3)}, by chance ${chance.toFixed(3)}): a classifier of the one cannot be told from a classifier of the other on these rows.`;
  return [{ code: 'GROUP_DETERMINES_LABEL', message }];
}

function manyValues(column: string, values: readonly string[]): Guard[] {
  const distinct = new Set(values).size;
  if (distinct <= mostListedValues) return [];
  const message = `The group column "${column}" has ${distinct} values; the ${mostListedValues} commonest are listed. Cramér's V is not corrected for bias, which grows with the number of values.`;
  return [{ code: 'GROUP_MANY_VALUES', message }];
}
