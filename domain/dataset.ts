/** A labelled data set: texts, each with a label, for probes and classifiers. */

export interface DatasetRow {
  readonly text: string;
  readonly label: string;
  /** Values in the order of the content's `groupColumns`. */
  readonly groups: readonly string[];
  /** Name of the part it belongs to, as given; null in a set without a split column. */
  readonly split: string | null;
}

/** What a data set consists of, whatever its name and whichever label counts as true. */
export interface DatasetContent {
  readonly groupColumns: readonly string[];
  readonly rows: readonly DatasetRow[];
}

/** How many rows have a label, a group value or a split. */
export interface ClassCount {
  readonly label: string;
  readonly rows: number;
}

export interface GroupColumn {
  readonly column: string;
  /** Commonest first, ties in the order of the values; at most `mostListedValues`. */
  readonly values: readonly ClassCount[];
  /** Association with the label, 0 to 1, not corrected for bias. */
  readonly cramersV: number;
}

/** A warning that is data. docs/datasets.md, docs/feature-scans.md, docs/classifiers.md and docs/evaluations.md have the definition and the threshold of every code. */
export interface Guard {
  readonly code: GuardCode;
  readonly message: string;
}

export const guardCodes = [
  'DUPLICATE_ROWS',
  'LEAK_DUPLICATE',
  'NEAR_DUPLICATE_ROWS',
  'NEAR_DUPLICATES_UNKNOWN',
  'LEAK_NEAR_DUPLICATE',
  'DUPLICATE_LABELS_DIFFER',
  'CLASS_IMBALANCE',
  'SPLIT_ONE_CLASS',
  'GROUP_DETERMINES_LABEL',
  'GROUP_MANY_VALUES',
  'LENGTH_PREDICTS_LABEL',
  'WORD_PREDICTS_LABEL',
  'SPARSE_GROUP',
  'TEST_SET_REUSED',
  'FEW_ARRANGEMENTS',
  'NULL_NOT_BEATEN',
  'TIES_DOMINATE',
  'TOKEN_BASELINE_MATCHES',
  'RANDOM_DICTIONARY_MATCHES',
  'CLUSTERS_CUT',
  'NOT_CONVERGED',
  'C_AT_END',
  'RARELY_POSITIVE',
] as const;
export type GuardCode = (typeof guardCodes)[number];

export interface DatasetRecord {
  readonly name: string;
  readonly rows: number;
  /** The label that counts as true; all others count as false. */
  readonly positiveLabel: string;
  /** Commonest first, ties in the order of the labels. */
  readonly classes: readonly ClassCount[];
  readonly groups: readonly GroupColumn[];
  /** As classes; empty in a set without a split column. */
  readonly splits: readonly ClassCount[];
  readonly warnings: readonly Guard[];
  /** SHA-256 of the stored content: group columns, and rows in order. */
  readonly digest: string;
}

/** Which columns of a file play which part. */
export interface ColumnMap {
  readonly text: string;
  readonly label: string;
  readonly groups: readonly string[];
  readonly split?: string;
}

export const mostListedValues = 100;
export const mostDatasetRows = 100_000;
