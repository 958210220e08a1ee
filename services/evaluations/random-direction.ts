/** The best of some random directions: what looking long enough finds in any activations. */
import { auroc, createNormalStream } from '../../engine/index.js';
import type { BaselineInputs, LearningRows } from './baseline.js';

export const randomDirections = 100;

/** The one whose projections tell the classes best apart, in either sense, on the rows that are learned from. */
export function bestRandomDirection(inputs: BaselineInputs, learned: LearningRows, seed: number): BaselineInputs {
  const normals = createNormalStream(seed, 'directions');
  const directions = Array.from({ length: randomDirections }, (_, i) => {
    const direction_D = new Float64Array(inputs.width);
    normals.drawInto(direction_D, i * inputs.width);
    return direction_D;
  });
  const distances = directions.map((direction_D) => {
    const score_N = Float64Array.from(learned.row_N, (row) => project(direction_D, inputs.ofOwn(row)));
    return Math.abs(auroc(score_N, learned.isPositive_N) - 0.5);
  });
  const best_D = directions[distances.indexOf(Math.max(...distances))];
  return {
    width: 1,
    ofOwn: (row) => [project(best_D, inputs.ofOwn(row))],
    ofEvaluated: (row) => [project(best_D, inputs.ofEvaluated(row))],
  };
}

function project(direction_D: Float64Array, values_D: ArrayLike<number>): number {
  return direction_D.reduce((sum, weight, d) => sum + weight * values_D[d], 0);
}
