/** A data set as its examination sees it: rows, labels and words, each read once. */
import type { DatasetContent, DatasetRow } from '../../domain/dataset.js';
import { readWords, type Words } from '../../engine/index.js';

export interface ExaminedRows {
  readonly content: DatasetContent;
  readonly rows: readonly DatasetRow[];
  readonly positiveLabel: string;
  /** Where the labels come from a named column that also groups rows. */
  readonly labelColumn: string | undefined;
  /** 1 for rows of the positive label. */
  readonly isPositive_N: Uint8Array;
  readonly positives: number;
  readonly negatives: number;
  /** By row. */
  readonly words: Words;
}

export function examineRows(
  content: DatasetContent,
  { positiveLabel, labelColumn }: Pick<ExaminedRows, 'positiveLabel' | 'labelColumn'>,
): ExaminedRows {
  const { rows } = content;
  const isPositive_N = Uint8Array.from(rows, ({ label }) => (label === positiveLabel ? 1 : 0));
  const positives = isPositive_N.reduce((sum, one) => sum + one, 0);
  const words = readWords(rows.map(({ text }) => text));
  return {
    content,
    rows,
    positiveLabel,
    labelColumn,
    isPositive_N,
    positives,
    negatives: rows.length - positives,
    words,
  };
}
