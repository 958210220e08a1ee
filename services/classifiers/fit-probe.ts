/** Fits a probe: weights on one part of the rows, its scale and its threshold on another; the third is not looked at. */
import type { ProbeFitting, ProbeInput, ScoreCalibration } from '../../domain/classifier.js';
import {
  candidatesForC,
  chooseC,
  fitLogistic,
  fitPlatt,
  gradientTolerance,
  massMeanDirection,
  maxIterations,
  orderStatisticThreshold,
  scoreRows,
  type LabelledRows,
  type Pause,
} from '../../engine/index.js';
import { groupFolds } from './group-folds.js';

export interface ProbeRows {
  readonly fit: LabelledRows;
  /** Name of the group of each fitting row. */
  readonly fitGroups: readonly string[];
  readonly calibrate: LabelledRows;
}

export interface FittedProbe {
  /** float32 values. */
  readonly weights_D: Float32Array;
  readonly bias: number;
  readonly threshold: number;
  readonly calibration: ScoreCalibration;
  readonly c: number | null;
  readonly converged: boolean;
  readonly iterations: number;
  readonly fitting: Omit<ProbeFitting, 'parts'>;
}

export interface FittingContext {
  readonly pause: Pause;
  /** @param share from 0 to 1 */
  readonly onProgress: (share: number) => void;
}

type Weights = Omit<FittedProbe, 'threshold' | 'calibration'>;

/** With which the order statistic keeps a wanted false-positive rate. */
export const rateConfidence = 0.95;

/** The score is the logarithm of the odds, so that 0 is a probability of a half. Throws NEGATIVES_TOO_FEW, CANCELLED. */
export async function fitProbe(rows: ProbeRows, input: ProbeInput, context: FittingContext): Promise<FittedProbe> {
  const weights = await (input.kind === 'LOGISTIC' ? fitLogisticProbe : fitMassMeanProbe)(rows, input, context);
  const score_N = scoreRows(weights, rows.calibrate.values_ND);
  return {
    ...weights,
    calibration: fitPlatt(score_N, rows.calibrate.isPositive_N),
    threshold: thresholdOf(score_N, rows.calibrate.isPositive_N, input.targetFalsePositiveRate),
  };
}

function thresholdOf(score_N: Float64Array, isPositive_N: Uint8Array, falsePositiveRate: number | undefined): number {
  if (falsePositiveRate === undefined) return 0;
  const negatives = score_N.filter((_, row) => isPositive_N[row] === 0);
  return orderStatisticThreshold(negatives, { falsePositiveRate, confidence: rateConfidence });
}

/** Share of the time of choosing C. */
const choosing = 0.9;

async function fitLogisticProbe(rows: ProbeRows, input: ProbeInput, context: FittingContext): Promise<Weights> {
  const { pause, onProgress } = context;
  const { standardize } = input;
  const chosen = input.c === undefined ? await choose(rows, input, context) : undefined;
  const c = chosen?.c ?? input.c ?? 1;
  onProgress(choosing);
  const { weights_D, bias, converged, iterations, maxGradient } = await fitLogistic(
    rows.fit,
    { c, standardize },
    { pause },
  );
  const solver = `L-BFGS until no coordinate of the gradient exceeds ${gradientTolerance}, at most ${maxIterations} iterations`;
  const triedC = chosen ? candidatesForC.map((tried, place) => ({ c: tried, loss: chosen.losses[place] })) : null;
  return {
    weights_D: Float32Array.from(weights_D),
    ...{ bias, c, converged, iterations },
    fitting: { solver, maxGradient, triedC },
  };
}

function choose({ fit, fitGroups }: ProbeRows, { standardize, seed }: ProbeInput, context: FittingContext) {
  const fold_N = groupFolds({ groups: fitGroups, isPositive_N: fit.isPositive_N, seed });
  const onFold = (fold: number, folds: number): void => context.onProgress((choosing * fold) / folds);
  return chooseC(fit, { fold_N, standardize }, { pause: context.pause, onFold });
}

/** The direction has no scale of its own: the calibration part gives it one, and with it the bias. */
async function fitMassMeanProbe(rows: ProbeRows, input: ProbeInput, { pause }: FittingContext): Promise<Weights> {
  const { standardize, whiten = false } = input;
  const direction_D = await massMeanDirection(rows.fit, { standardize, whiten }, pause);
  const length = Math.hypot(...direction_D);
  const unit_D = direction_D.map((value) => (length > 0 ? value / length : 0));
  const score_N = scoreRows({ weights_D: unit_D, bias: 0 }, rows.calibrate.values_ND);
  const { slope, intercept } = forward(fitPlatt(score_N, rows.calibrate.isPositive_N), score_N);
  const solver = whiten
    ? 'difference of the class means, pseudo-inverse of the covariance'
    : 'difference of the class means';
  return {
    weights_D: Float32Array.from(unit_D, (value) => slope * value),
    ...{ bias: intercept, c: null, converged: true, iterations: 0 },
    fitting: { solver, maxGradient: null, triedC: null },
  };
}

/** A calibration part that contradicts the fitting part must not turn the probe round: then its scores say next to nothing. */
function forward({ slope, intercept }: ScoreCalibration, score_N: Float64Array): ScoreCalibration {
  if (slope > 0) return { slope, intercept };
  const mean = score_N.reduce((sum, score) => sum + score, 0) / score_N.length;
  const span = score_N.reduce((most, score) => Math.max(most, Math.abs(score - mean)), 0);
  const least = span > 0 ? 1e-3 / span : 0;
  return { slope: least, intercept: slope * mean + intercept - least * mean };
}
