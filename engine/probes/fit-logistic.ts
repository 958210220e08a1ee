/** Logistic regression with scikit-learn's objective: C * (sum of losses) + |weights|² / 2, the bias not penalised. */
import { dot } from './dot.js';
import { columnMoments, type ColumnMoments } from './column-moments.js';
import type { LabelledRows } from './labelled-rows.js';
import { sumLosses, type LinearScore } from './logistic-loss.js';
import { minimise, type Evaluated } from './minimise.js';
import { drive, type Pause } from './pause.js';

export interface LogisticSettings {
  /** Inverse strength of the penalty; above 0. */
  readonly c: number;
  /**
   * Whether the penalty is on the weights of activations less their mean over their standard deviation, both of these rows. The
   * weights that come out are those of the activations as they are in either case.
   */
  readonly standardize: boolean;
}

export interface FittedLogistic extends LinearScore {
  readonly converged: boolean;
  readonly iterations: number;
  /** Largest coordinate of the objective's gradient where it stopped. */
  readonly maxGradient: number;
}

/**
 * The objective's Hessian is at least 1 in every direction of the weights, so that none of D weights is off by more than
 * sqrt(D) times this: 0.0002 for 512.
 */
export const gradientTolerance = 1e-5;
export const maxIterations = 2000;

/**
 * @source sklearn.linear_model.LogisticRegression, solver lbfgs, whose default tolerance is 1e-4
 * @param start where to begin: the weights of a neighbouring C
 */
export async function fitLogistic(
  rows: LabelledRows,
  settings: LogisticSettings,
  { pause, start }: { readonly pause: Pause; readonly start?: LinearScore },
): Promise<FittedLogistic> {
  const space = searchSpace(rows, settings);
  const minimum = await drive(
    minimise({
      evaluate: (point) => evaluateObjective(rows, settings.c, { space, point }),
      start: toPoint(space, start),
      isDone: ({ gradient }) => maxGradientOf(space, gradient) <= gradientTolerance,
      maxIterations,
    }),
    pause,
  );
  const { converged, iterations, evaluated } = minimum;
  const score = toScore(space, minimum.point);
  return { ...score, converged, iterations, maxGradient: maxGradientOf(space, evaluated.gradient) };
}

/**
 * The search goes over unit * weights and unit * the bias at the mean activation: the penalty leaves the bias alone, so centring
 * changes nothing but the way, and the units make the Hessian's diagonal about 1.
 */
interface SearchSpace {
  readonly mean_D: Float64Array;
  /** Square root of what the penalty weighs a squared weight with. */
  readonly penaltyRoot_D: Float64Array;
  readonly unit_D: Float64Array;
  readonly unitOfBias: number;
}

function searchSpace({ values_ND, width, isPositive_N }: LabelledRows, settings: LogisticSettings): SearchSpace {
  const moments: ColumnMoments = columnMoments(values_ND, width);
  const penaltyRoot_D = settings.standardize ? moments.deviation_D : new Float64Array(width).fill(1);
  // A quarter is the largest second derivative of the loss.
  const curvature = (settings.c * isPositive_N.length) / 4;
  const unit_D = penaltyRoot_D.map((root, d) => Math.sqrt(root ** 2 + curvature * moments.deviation_D[d] ** 2));
  return { mean_D: moments.mean_D, penaltyRoot_D, unit_D, unitOfBias: Math.sqrt(curvature) };
}

function toPoint({ mean_D, unit_D, unitOfBias }: SearchSpace, start: LinearScore | undefined): Float64Array {
  const point = new Float64Array(mean_D.length + 1);
  if (start === undefined) return point;
  start.weights_D.forEach((weight, d) => (point[d] = weight * unit_D[d]));
  point[mean_D.length] = unitOfBias * (start.bias + dot(start.weights_D, mean_D));
  return point;
}

function toScore({ mean_D, unit_D, unitOfBias }: SearchSpace, point: Float64Array): LinearScore {
  const weights_D = unit_D.map((unit, d) => point[d] / unit);
  return { weights_D, bias: point[mean_D.length] / unitOfBias - dot(weights_D, mean_D) };
}

function evaluateObjective(
  rows: LabelledRows,
  c: number,
  { space, point }: { readonly space: SearchSpace; readonly point: Float64Array },
): Evaluated {
  const { mean_D, penaltyRoot_D, unit_D, unitOfBias } = space;
  const score = toScore(space, point);
  const { loss, gradient_D, gradientOfBias } = sumLosses(rows, score);
  let penalty = 0;
  const gradient = new Float64Array(point.length);
  score.weights_D.forEach((weight, d) => {
    const root = penaltyRoot_D[d];
    penalty += (root * weight) ** 2 / 2;
    gradient[d] = (c * (gradient_D[d] - mean_D[d] * gradientOfBias) + root ** 2 * weight) / unit_D[d];
  });
  gradient[point.length - 1] = (c * gradientOfBias) / unitOfBias;
  return { value: c * loss + penalty, gradient };
}

/** In the objective's own coordinates: those that the penalty is on, and the bias. */
function maxGradientOf({ penaltyRoot_D, unit_D, unitOfBias }: SearchSpace, gradient: Float64Array): number {
  return gradient.reduce((most, value, d) => {
    const factor = d < unit_D.length ? unit_D[d] / penaltyRoot_D[d] : unitOfBias;
    return Math.max(most, Math.abs(value) * factor);
  }, 0);
}
