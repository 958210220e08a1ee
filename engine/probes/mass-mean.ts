/** Mass-mean probes: the difference of the class means, as it is or divided by the covariance within the classes. */
import { columnMeans, columnMoments } from './column-moments.js';
import { selectRows, type LabelledRows } from './labelled-rows.js';
import type { Pause } from './pause.js';
import { applyPseudoInverse } from './pseudo-inverse.js';

export interface MassMeanSettings {
  /** The difference is taken of activations over their standard deviation in these rows, and so divided by the variance. */
  readonly standardize: boolean;
  readonly whiten: boolean;
}

/**
 * The direction from the negative rows to the positive ones, in units of the activations; its length means nothing.
 *
 * @source Marks and Tegmark, The Geometry of Truth (2023), section 5: the mass-mean probe, and with `whiten` its form for
 * identically distributed data
 */
export async function massMeanDirection(
  rows: LabelledRows,
  { standardize, whiten }: MassMeanSettings,
  pause: Pause,
): Promise<Float64Array> {
  const { values_ND, width } = rows;
  const mean_CD = classMeans(rows);
  const unit_D = standardize ? columnMoments(values_ND, width).deviation_D : new Float64Array(width).fill(1);
  const difference_D = unit_D.map((unit, d) => (mean_CD[1][d] - mean_CD[0][d]) / unit);
  const whitened_D = whiten
    ? await applyPseudoInverse(await withinCovariance(rows, { mean_CD, unit_D }, pause), difference_D, pause)
    : difference_D;
  return whitened_D.map((value, d) => value / unit_D[d]);
}

/** Of the negative rows, then of the positive ones. */
function classMeans(rows: LabelledRows): readonly [Float64Array, Float64Array] {
  const numbers = Uint32Array.from(rows.isPositive_N, (_, row) => row);
  const meanOf = (side: number): Float64Array => {
    const ofSide = numbers.filter((row) => rows.isPositive_N[row] === side);
    return columnMeans(selectRows(rows, ofSide).values_ND, rows.width);
  };
  return [meanOf(0), meanOf(1)];
}

interface Centre {
  readonly mean_CD: readonly [Float64Array, Float64Array];
  readonly unit_D: Float64Array;
}

const rowsBetweenPauses = 64;

/** [D, D], of each row less the mean of its class, divided by the number of rows; both triangles. */
async function withinCovariance(rows: LabelledRows, { mean_CD, unit_D }: Centre, pause: Pause): Promise<Float64Array> {
  const { values_ND, width, isPositive_N } = rows;
  const sum_DD = new Float64Array(width * width);
  for (const [row, side] of isPositive_N.entries()) {
    if (row % rowsBetweenPauses === 0) await pause();
    const mean_D = mean_CD[side];
    addSquare(
      sum_DD,
      unit_D.map((unit, d) => (values_ND[row * width + d] - mean_D[d]) / unit),
    );
  }
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++)
      sum_DD[i * width + j] = sum_DD[j * width + i] = sum_DD[i * width + j] / isPositive_N.length;
  return sum_DD;
}

/** The lower triangle of the vector's product with itself. */
function addSquare(sum_DD: Float64Array, vector_D: Float64Array): void {
  const width = vector_D.length;
  for (let i = 0; i < width; i++) {
    const value = vector_D[i];
    for (let j = 0, place = i * width; j <= i; j++, place++) sum_DD[place] += value * vector_D[j];
  }
}
