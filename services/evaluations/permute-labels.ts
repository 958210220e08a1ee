/** The rows of an evaluation with labels given at random, on both sides: what is then still told apart is told apart by chance. */
import type { ClassifierRecord } from '../../domain/classifier.js';
import type { DatasetContent } from '../../domain/dataset.js';
import { createLabelPermuter } from '../../engine/index.js';
import type { BaselineRows } from './baseline.js';
import { clustersOf } from './evaluated-rows.js';

export interface LearnedFrom {
  readonly classifier: Pick<ClassifierRecord, 'division'>;
  /** What the classifier was made from. */
  readonly own: { readonly content: DatasetContent };
}

/** By group, as `createLabelPermuter` exchanges them, by the seed of the classifier's division. */
export function permuteLabels(rows: BaselineRows, { classifier, own }: LearnedFrom): BaselineRows {
  const { learned, judged } = rows;
  const { seed } = classifier.division;
  const learnedGroup_N = clustersOf(own.content, classifier, learned.row_N);
  const isPositive_N = permute(learned.isPositive_N, learnedGroup_N, seed);
  const judgedPositive_N = permute(judged.rows.isPositive_N, judged.rows.cluster_N, seed + 1);
  return {
    ...rows,
    learned: { ...learned, isPositive_N },
    judged: { ...judged, rows: { ...judged.rows, isPositive_N: judgedPositive_N } },
  };
}

function permute(isPositive_N: Uint8Array, group_N: Uint32Array, seed: number): Uint8Array {
  return createLabelPermuter({ isPositive_N, group_N }, seed)();
}
