/** Multiplies a vector with the pseudo-inverse of a covariance matrix. */
import type { Pause } from './pause.js';
import { reflect, tridiagonalise } from './tridiagonalise.js';

/** Of the largest eigenvalue; what is smaller counts as 0: float32 activations do not say more. */
const leastEigenvalue = 1e-6;
const mostSweeps = 100;

/**
 * By the eigenvalues of the tridiagonal form; eigenvectors are never written down, only the rotations that lead to them.
 *
 * @source Golub and Van Loan, Matrix Computations, sections 8.3.1 (Householder) and 8.3.3 (implicit QR with Wilkinson's shift)
 * @param matrix_NN symmetric, positive semi-definite; overwritten
 */
export async function applyPseudoInverse(
  matrix_NN: Float64Array,
  vector_N: Float64Array,
  pause: Pause,
): Promise<Float64Array> {
  const { diagonal, beside, reflections } = await tridiagonalise(matrix_NN, vector_N.length, pause);
  const rotated_N = vector_N.slice();
  for (const reflection of reflections) reflect(rotated_N, reflection);
  const rotations = diagonalise(diagonal, beside);
  for (const rotation of rotations) rotate(rotated_N, rotation);
  const least = leastEigenvalue * diagonal.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  diagonal.forEach((value, n) => (rotated_N[n] = value > least ? rotated_N[n] / value : 0));
  for (const { place, cosine, sine } of rotations.toReversed()) rotate(rotated_N, { place, cosine, sine: -sine });
  for (const reflection of reflections.toReversed()) reflect(rotated_N, reflection);
  return rotated_N;
}

/** In the plane of the coordinates `place` and `place` + 1. */
interface Rotation {
  readonly place: number;
  readonly cosine: number;
  readonly sine: number;
}

function rotate(vector_N: Float64Array, { place, cosine, sine }: Rotation): void {
  const [low, high] = [vector_N[place], vector_N[place + 1]];
  vector_N[place + 1] = sine * low + cosine * high;
  vector_N[place] = cosine * low - sine * high;
}

/** Turns the diagonal into the eigenvalues and what is beside it into zeros; returns the rotations, first one first. */
function diagonalise(diagonal: Float64Array, beside: Float64Array): Rotation[] {
  const rotations: Rotation[] = [];
  for (let low = 0; low < diagonal.length; low++) {
    for (let sweep = 0; ; sweep++) {
      const high = endOfBlock(diagonal, beside, low);
      if (high === low) break;
      if (sweep === mostSweeps) throw new Error('the eigenvalues of a covariance were not found');
      chaseBulge({ diagonal, beside, low, high, rotations });
    }
  }
  return rotations;
}

/** The end of the block that begins here: behind it the matrix falls apart. */
function endOfBlock(diagonal: Float64Array, beside: Float64Array, low: number): number {
  for (let n = low; n < diagonal.length - 1; n++) {
    const scale = Math.abs(diagonal[n]) + Math.abs(diagonal[n + 1]);
    if (Math.abs(beside[n]) <= Number.EPSILON * scale || beside[n] === 0) return n;
  }
  return diagonal.length - 1;
}

interface Block {
  readonly diagonal: Float64Array;
  readonly beside: Float64Array;
  readonly low: number;
  readonly high: number;
  readonly rotations: Rotation[];
}

/** One implicit step with the shift that is the nearer eigenvalue of the block's first two rows. */
function chaseBulge({ diagonal, beside, low, high, rotations }: Block): void {
  const half = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low]);
  const root = Math.hypot(half, 1);
  let bulge = diagonal[high] - diagonal[low] + beside[low] / (half + (half >= 0 ? root : -root));
  let [sine, cosine, moved] = [1, 1, 0];
  for (let n = high - 1; n >= low; n--) {
    const [across, along] = [sine * beside[n], cosine * beside[n]];
    const length = Math.hypot(across, bulge);
    beside[n + 1] = length;
    if (length === 0) {
      diagonal[n + 1] -= moved;
      beside[high] = 0;
      return;
    }
    sine = across / length;
    cosine = bulge / length;
    const shifted = diagonal[n + 1] - moved;
    const turned = (diagonal[n] - shifted) * sine + 2 * cosine * along;
    moved = sine * turned;
    diagonal[n + 1] = shifted + moved;
    bulge = cosine * turned - along;
    rotations.push({ place: n, cosine, sine });
  }
  diagonal[low] -= moved;
  beside[low] = bulge;
  beside[high] = 0;
}
