/** The sum of logistic losses of many rows and its gradient, in one pass over the activations. */
import type { LabelledRows } from './labelled-rows.js';

export interface LossAndGradient {
  /** In nats. */
  readonly loss: number;
  /** By the weights. */
  readonly gradient_D: Float64Array;
  /** By the bias. */
  readonly gradientOfBias: number;
}

export interface LinearScore {
  readonly weights_D: Float64Array;
  readonly bias: number;
}

/** log(1 + exp(-margin)) without overflow. */
export function logisticLoss(margin: number): number {
  return margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
}

/** 1 / (1 + exp(-score)) */
export function sigmoid(score: number): number {
  return score >= 0 ? 1 / (1 + Math.exp(-score)) : 1 - 1 / (1 + Math.exp(score));
}

/** Four rows are taken together, so that each is in the processor's cache when its share of the gradient is added. */
export function sumLosses(rows: LabelledRows, { weights_D, bias }: LinearScore): LossAndGradient {
  const { values_ND, width, isPositive_N } = rows;
  const gradient_D = new Float64Array(width);
  const share_4 = new Float64Array(4);
  let [loss, gradientOfBias] = [0, 0];
  for (let row = 0; row < isPositive_N.length; row += 4) {
    const together = Math.min(4, isPositive_N.length - row);
    scoreRows(values_ND, row * width, weights_D, share_4);
    for (let k = 0; k < 4; k++) {
      if (k >= together) {
        share_4[k] = 0;
        continue;
      }
      const score = share_4[k] + bias;
      const isPositive = isPositive_N[row + k];
      loss += logisticLoss(isPositive === 1 ? score : -score);
      share_4[k] = sigmoid(score) - isPositive;
      gradientOfBias += share_4[k];
    }
    addShares(gradient_D, values_ND, row * width, share_4);
  }
  return { loss, gradient_D, gradientOfBias };
}

/** Scalar products of four rows with the weights; of fewer at the end, whose places then hold anything. */
function scoreRows(values: Float32Array, start: number, weights_D: Float64Array, score_4: Float64Array): void {
  const width = weights_D.length;
  const [second, third, fourth] = startsOf(values, start, width);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < width; i++) {
    const weight = weights_D[i];
    a += values[start + i] * weight;
    b += values[second + i] * weight;
    c += values[third + i] * weight;
    d += values[fourth + i] * weight;
  }
  score_4[0] = a;
  score_4[1] = b;
  score_4[2] = c;
  score_4[3] = d;
}

function addShares(sum_D: Float64Array, values: Float32Array, start: number, share_4: Float64Array): void {
  const width = sum_D.length;
  const [second, third, fourth] = startsOf(values, start, width);
  const [a, b, c, d] = share_4;
  for (let i = 0; i < width; i++)
    sum_D[i] += a * values[start + i] + b * values[second + i] + c * values[third + i] + d * values[fourth + i];
}

/** Of the three rows behind; the first row's own where there is none. */
function startsOf(values: Float32Array, start: number, width: number): readonly [number, number, number] {
  const placed = (k: number): number => (start + (k + 1) * width <= values.length ? start + k * width : start);
  return [placed(1), placed(2), placed(3)];
}
