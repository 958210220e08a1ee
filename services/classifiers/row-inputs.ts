/** What a classifier reads of every row of a data set. */
import type { ClassifierRecord } from '../../domain/classifier.js';
import type { FeatureHit } from '../../domain/feature-scan.js';
import type { PooledFeatures } from '../../domain/pooled-activations.js';
import type { PooledActivationsSource, PooledContext, PooledRows } from '../pooled-activations/pooled-activations.js';
import type { CurrentParts } from './current-parts.js';
import { membersOf } from './score-rows.js';

export interface RowInputs {
  /** [rows, width], row-major. */
  readonly values_NI: Float32Array;
  /** I: coordinates of the hook point, or members. */
  readonly width: number;
}

export interface ReadRows {
  readonly classifier: ClassifierRecord;
  readonly parts: CurrentParts;
  readonly rows: Omit<PooledRows, 'pooling'>;
  readonly context: PooledContext;
}

/** Throws as the source does. */
export async function readRowInputs(
  source: PooledActivationsSource,
  { classifier, parts, rows, context }: ReadRows,
): Promise<RowInputs> {
  const { pooling } = classifier;
  if (classifier.kind === 'LOGISTIC' || classifier.kind === 'MASS_MEAN') {
    const site = { model: parts.model, hookPoint: classifier.hookPoint };
    const { values_ND } = await source.ofModel({ ...rows, pooling }, site, context);
    return { values_NI: values_ND, width: classifier.weights_D.length };
  }
  const features = await source.ofDictionaries({ ...rows, pooling }, parts.dictionaries, context);
  const names = parts.dictionaries.map(({ name }) => name);
  const columns = membersOf(classifier).map((member) => columnOf(member, features, names));
  return interleave(columns, rows.dataset.rows);
}

export function inputOfRow({ values_NI, width }: RowInputs, row: number): Float32Array {
  return values_NI.subarray(row * width, (row + 1) * width);
}

interface Column {
  readonly row_N: Uint32Array;
  readonly value_N: Float32Array;
}

function columnOf({ feature }: FeatureHit, all: readonly PooledFeatures[], names: readonly string[]): Column {
  const { start_F, row_N, value_N } = all[names.indexOf(feature.dictionary)];
  const [from, to] = [start_F[feature.index], start_F[feature.index + 1]];
  return { row_N: row_N.subarray(from, to), value_N: value_N.subarray(from, to) };
}

function interleave(columns: readonly Column[], rows: number): RowInputs {
  const width = columns.length;
  const values_NI = new Float32Array(rows * width);
  columns.forEach(({ row_N, value_N }, i) => {
    row_N.forEach((row, n) => (values_NI[row * width + i] = value_N[n]));
  });
  return { values_NI, width };
}
