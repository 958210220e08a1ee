/** The parts that the rows of a data set are divided into. */

/** In the order of their use: to fit on, to set thresholds on, and to be looked at in the end. */
export const rowParts = ['fit', 'calibrate', 'test'] as const;
export type RowPart = (typeof rowParts)[number];
