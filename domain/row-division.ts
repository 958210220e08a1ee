/** How the rows of a data set are divided into parts. */

/** How the rows were divided: rows of one group, and equal texts, are never in two parts. */
export interface RowDivision {
  /** Column whose values may not be split; null when equal texts alone are kept together. */
  readonly splitBy: string | null;
  readonly seed: number;
}
