/** Finds the least value of a smooth convex function, by L-BFGS in float64. */
import { dot } from './dot.js';

/** Value and gradient at a point; the gradient is an array of its own. */
export interface Evaluated {
  readonly value: number;
  readonly gradient: Float64Array;
}

export interface Minimisation {
  readonly evaluate: (point: Float64Array) => Evaluated;
  readonly start: Float64Array;
  readonly isDone: (evaluated: Evaluated) => boolean;
  readonly maxIterations: number;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly evaluated: Evaluated;
  readonly iterations: number;
  /** Whether `isDone` said so. */
  readonly converged: boolean;
}

interface Step {
  readonly point: Float64Array;
  readonly evaluated: Evaluated;
}

interface Correction {
  readonly step: Float64Array;
  readonly change: Float64Array;
  /** 1 / (step . change) */
  readonly scale: number;
}

/** More than the usual ten: of thousands of rows, an evaluation costs far more than its corrections, and there are fewer. */
const keptCorrections = 40;
/** Of the weak Wolfe conditions. */
const [leastDescent, leastFlattening] = [1e-4, 0.9];
const mostTrials = 40;
const roundingShare = 1e-10;

/**
 * Yields after every iteration, so that whoever drives it can rest or stop.
 *
 * @source Nocedal and Wright, Numerical Optimization, 2nd edition: algorithm 7.4 with the weak Wolfe conditions (3.6), met by
 * bisection; near the minimum the approximate conditions of Hager and Zhang, A new conjugate gradient method with guaranteed
 * descent (2005), section 4
 */
export function* minimise({ evaluate, start, isDone, maxIterations }: Minimisation): Generator<void, Minimum> {
  let now: Step = { point: start, evaluated: evaluate(start) };
  const corrections: Correction[] = [];
  for (let iterations = 0; ; iterations++) {
    const converged = isDone(now.evaluated);
    const next = converged || iterations === maxIterations ? undefined : searchLine(evaluate, now, corrections);
    if (next === undefined) return { ...now, iterations, converged };
    const correction = correctionOf(now, next);
    if (correction) corrections.push(correction);
    if (corrections.length > keptCorrections) corrections.shift();
    now = next;
    yield;
  }
}

/** Undefined when rounding allows no more descent. */
function searchLine(
  evaluate: Minimisation['evaluate'],
  { point, evaluated }: Step,
  corrections: readonly Correction[],
): Step | undefined {
  const direction = descentDirection(evaluated.gradient, corrections);
  const slope = dot(direction, evaluated.gradient);
  if (!(slope < 0)) return undefined;
  let [length, low, high] = [1, 0, Infinity];
  for (let trial = 0; trial < mostTrials; trial++) {
    const reached = point.map((value, i) => value + length * direction[i]);
    const there = evaluate(reached);
    const slopeThere = dot(direction, there.gradient);
    if (!descends({ from: evaluated.value, to: there.value, length, slope, slopeThere })) high = length;
    else if (slopeThere < leastFlattening * slope) low = length;
    else return { point: reached, evaluated: there };
    length = high === Infinity ? 2 * low : (low + high) / 2;
  }
  return undefined;
}

interface Descent {
  readonly from: number;
  readonly to: number;
  readonly length: number;
  readonly slope: number;
  readonly slopeThere: number;
}

/** Where values differ by no more than their rounding, the slopes tell: they are exact to many more digits. */
function descends({ from, to, length, slope, slopeThere }: Descent): boolean {
  if (to <= from + leastDescent * length * slope) return true;
  return to <= from + roundingShare * Math.abs(from) && slopeThere <= (2 * leastDescent - 1) * slope;
}

/** The two loops: minus the gradient, times an approximation of the inverse Hessian. */
function descentDirection(gradient: Float64Array, corrections: readonly Correction[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const newest = corrections.at(-1);
  if (newest === undefined) return direction;
  const weights = corrections.toReversed().map(({ step, change, scale }) => {
    const weight = scale * dot(step, direction);
    addInto(direction, change, -weight);
    return weight;
  });
  const curvature = 1 / (newest.scale * dot(newest.change, newest.change));
  direction.forEach((value, i) => (direction[i] = value * curvature));
  corrections.forEach(({ step, change, scale }, k) => {
    const weight = weights[weights.length - 1 - k];
    addInto(direction, step, weight - scale * dot(change, direction));
  });
  return direction;
}

function correctionOf(from: Step, to: Step): Correction | undefined {
  const step = to.point.map((value, i) => value - from.point[i]);
  const change = to.evaluated.gradient.map((value, i) => value - from.evaluated.gradient[i]);
  const product = dot(step, change);
  return product > 0 ? { step, change, scale: 1 / product } : undefined;
}

function addInto(sum: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] += factor * values[i];
}
