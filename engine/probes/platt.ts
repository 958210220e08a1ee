/** Turns scores into probabilities with two numbers. */
import { logisticLoss, sigmoid } from './logistic-loss.js';

/** The probability of a positive row is 1 / (1 + exp(-(slope * score + intercept))). */
export interface PlattScaling {
  readonly slope: number;
  readonly intercept: number;
}

const maxSteps = 200;
const leastGradient = 1e-10;
/** Of the mean: far above its rounding over 100,000 rows, far below what float32 weights tell apart. */
const equalWithin = 1e-12;

/**
 * Minimises the logistic loss of slope and intercept by Newton's method, against targets that are drawn in from 0 and 1, so that
 * scores that tell all rows apart still give a finite slope. Where all scores are equal the slope is 0.
 *
 * @source Platt, Probabilistic outputs for support vector machines (1999), equation 7 and the targets below it; solved as Lin, Lin
 * and Weng (2007) do, with backtracking
 */
export function fitPlatt(score_N: Float64Array, isPositive_N: Uint8Array): PlattScaling {
  const [shift, unit] = momentsOf(score_N);
  if (unit === 0) return { slope: 0, intercept: logOddsOf(isPositive_N) };
  const scaled_N = score_N.map((score) => (score - shift) / unit);
  const { slope, intercept } = newton(scaled_N, targetsOf(isPositive_N), logOddsOf(isPositive_N));
  return { slope: slope / unit, intercept: intercept - (slope * shift) / unit };
}

function newton(score_N: Float64Array, target_N: Float64Array, start: number): PlattScaling {
  let now: PlattScaling = { slope: 0, intercept: start };
  let loss = lossOf(now, score_N, target_N);
  for (let step = 0; step < maxSteps; step++) {
    const { gradient, direction } = newtonStep(now, score_N, target_N);
    if (Math.max(...gradient.map(Math.abs)) <= leastGradient * score_N.length) break;
    const next = [1, 0.5, 0.25, 0.1, 0.01, 1e-4]
      .map((length) => ({ slope: now.slope + length * direction[0], intercept: now.intercept + length * direction[1] }))
      .find((candidate) => lossOf(candidate, score_N, target_N) < loss);
    if (next === undefined) break;
    now = next;
    loss = lossOf(now, score_N, target_N);
  }
  return now;
}

function newtonStep({ slope, intercept }: PlattScaling, score_N: Float64Array, target_N: Float64Array) {
  let [g0, g1, h00, h01, h11] = [0, 0, 1e-12, 0, 1e-12];
  score_N.forEach((score, row) => {
    const probability = sigmoid(slope * score + intercept);
    const difference = probability - target_N[row];
    const weight = probability * (1 - probability);
    g0 += difference * score;
    g1 += difference;
    h00 += weight * score * score;
    h01 += weight * score;
    h11 += weight;
  });
  const determinant = h00 * h11 - h01 * h01;
  return {
    gradient: [g0, g1],
    direction: [(h01 * g1 - h11 * g0) / determinant, (h01 * g0 - h00 * g1) / determinant],
  };
}

function lossOf({ slope, intercept }: PlattScaling, score_N: Float64Array, target_N: Float64Array): number {
  return score_N.reduce((sum, score, row) => {
    const odds = slope * score + intercept;
    return sum + target_N[row] * logisticLoss(odds) + (1 - target_N[row]) * logisticLoss(-odds);
  }, 0);
}

/** (positives + 1) / (positives + 2) for a positive row, 1 / (negatives + 2) for a negative one. */
function targetsOf(isPositive_N: Uint8Array): Float64Array {
  const [positives, negatives] = countSides(isPositive_N);
  const [high, low] = [(positives + 1) / (positives + 2), 1 / (negatives + 2)];
  return Float64Array.from(isPositive_N, (isPositive) => (isPositive === 1 ? high : low));
}

function logOddsOf(isPositive_N: Uint8Array): number {
  const [positives, negatives] = countSides(isPositive_N);
  return Math.log((positives + 1) / (negatives + 1));
}

function countSides(isPositive_N: Uint8Array): [positives: number, negatives: number] {
  const positives = isPositive_N.reduce((sum, isPositive) => sum + isPositive, 0);
  return [positives, isPositive_N.length - positives];
}

function momentsOf(score_N: Float64Array): [mean: number, deviation: number] {
  const mean = score_N.reduce((sum, score) => sum + score, 0) / score_N.length;
  const square = score_N.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  const deviation = Math.sqrt(square / score_N.length);
  // What rounding of the mean leaves of equal scores is no deviation; a slope in its units would make any other score certain.
  return [mean, deviation > equalWithin * Math.abs(mean) ? deviation : 0];
}
