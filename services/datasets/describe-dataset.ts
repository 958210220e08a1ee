/** What is said of a data set: counts, associations and warnings. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  mostListedValues,
  type DatasetContent,
  type DatasetRecord,
  type GroupColumn,
  type Guard,
} from '../../domain/dataset.js';
import { cramersV } from '../../engine/index.js';
import type { CheckedContent } from './check-content.js';
import { countValues, numberValues } from './count-values.js';
import { examineRows, type ExaminedRows } from './examined-rows.js';
import { warnOfDuplicates } from './warnings/duplicates.js';
import { warnOfGroups } from './warnings/groups.js';
import { warnOfImbalance } from './warnings/imbalance.js';
import { warnOfShortcuts } from './warnings/shortcuts.js';

const examinations: readonly ((examined: ExaminedRows) => Guard[])[] = [
  warnOfDuplicates,
  warnOfImbalance,
  warnOfGroups,
  warnOfShortcuts,
];

/** The same content gives the same description. */
export async function describeDataset(
  content: DatasetContent,
  { classes, splits, positiveLabel, labelColumn }: CheckedContent & { readonly labelColumn?: string },
): Promise<Omit<DatasetRecord, 'name' | 'digest'>> {
  const examined = examineRows(content, { positiveLabel, labelColumn });
  const warnings: Guard[] = [];
  for (const examine of examinations) {
    // Each takes up to seconds at 100,000 rows; a server answers others in between.
    await nextTurn();
    warnings.push(...examine(examined));
  }
  return { rows: content.rows.length, positiveLabel, classes, groups: groupColumnsOf(content), splits, warnings };
}

function groupColumnsOf({ groupColumns, rows }: DatasetContent): GroupColumn[] {
  const label_N = numberValues(rows.map(({ label }) => label));
  return groupColumns.map((column, place) => {
    const values = rows.map(({ groups }) => groups[place]);
    return {
      column,
      values: countValues(values).slice(0, mostListedValues),
      cramersV: cramersV(numberValues(values), label_N),
    };
  });
}
