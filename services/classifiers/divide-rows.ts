/** Divides the rows of a data set into a part to fit on, one to set thresholds on, and one that is looked at in the end. */
import type { RowDivision } from '../../domain/classifier.js';
import type { DatasetContent } from '../../domain/dataset.js';

/** Row numbers of each part, ascending. */
export interface DividedRows {
  readonly fit: Uint32Array;
  readonly calibrate: Uint32Array;
  readonly test: Uint32Array;
}

/** Decides from a group's own name and the seed alone, so that rows that are added move no others. */
export type DivideRows = (content: DatasetContent, division: RowDivision, positiveLabel: string) => DividedRows;
