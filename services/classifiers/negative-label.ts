/** What an answer that is not positive is called. */
import type { DatasetRecord } from '../../domain/dataset.js';

/** The other label of two, else `not ` and the positive one. */
export function negativeLabelOf({ classes, positiveLabel }: Pick<DatasetRecord, 'classes' | 'positiveLabel'>): string {
  const others = classes.filter(({ label }) => label !== positiveLabel);
  return others.length === 1 ? others[0].label : `not ${positiveLabel}`;
}
