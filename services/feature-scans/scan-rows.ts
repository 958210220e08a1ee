/** The rows of a data set as a scan sees them: in three parts, each with its labels. */
import type { DatasetContent, DatasetRecord } from '../../domain/dataset.js';
import type { FeatureScanInput, FeatureScanRecord, SideCounts } from '../../domain/feature-scan.js';
import type { RowDivision } from '../../domain/row-division.js';
import { toPartRows, type PartRows, type ScannedParts } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { divideRows } from '../classifiers/divide-rows.js';
import { groupRows } from '../classifiers/row-groups.js';
import { numberValues } from '../datasets/count-values.js';

/** The rows of a scan, and what they were divided by. */
export interface ScanRows {
  readonly content: DatasetContent;
  readonly parts: ScannedParts;
  /** Numbers of the rows of the fitting part and of the test part. */
  readonly fit: Uint32Array;
  readonly test: Uint32Array;
  readonly isPositive_R: Uint8Array;
  /** Number of the group of each row of the fitting part. */
  readonly group_N: Uint32Array;
}

/** Throws DATASET_PART_TOO_SMALL. */
export async function divideScanned(
  { datasets }: Pick<Store, 'datasets'>,
  dataset: Pick<DatasetRecord, 'digest' | 'positiveLabel'>,
  division: RowDivision,
): Promise<ScanRows> {
  const content = await datasets.read(dataset.digest);
  const { fit, calibrate, test } = divideRows(content, division, dataset.positiveLabel);
  const isPositive_R = Uint8Array.from(content.rows, ({ label }) => (label === dataset.positiveLabel ? 1 : 0));
  const parts = {
    fit: toPartRows(fit, isPositive_R),
    calibrate: toPartRows(calibrate, isPositive_R),
    test: toPartRows(test, isPositive_R),
  };
  const group_R = numberValues(groupRows(content, division.splitBy));
  return { content, parts, fit, test, isPositive_R, group_N: fit.map((row) => group_R[row]) };
}

export function divisionOf({ splitBy, seed }: FeatureScanInput): RowDivision {
  return { splitBy: splitBy ?? null, seed };
}

export function sizesOf({ parts }: ScanRows): Pick<FeatureScanRecord, 'parts'> {
  const countsOf = ({ count, positives }: PartRows): SideCounts => ({ positives, negatives: count - positives });
  return { parts: { fit: countsOf(parts.fit), calibrate: countsOf(parts.calibrate), test: countsOf(parts.test) } };
}
