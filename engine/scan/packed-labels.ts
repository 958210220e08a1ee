/** Labels of many permutations at once, laid out so that a feature's rank sums under all of them are one pass over its firings. */
import { countOnes } from './part-rows.js';

/** P counts the permutations. */
export interface PackedLabels {
  readonly count: number;
  readonly positives_P: Float64Array;
  /** Permutations to a word: they stand `laneSize` apart in it. */
  readonly lanes: 1 | 2;
  /** Words to a row. */
  readonly words: number;
  /** [rows, words]; one bit a lane, 1 for a positive row. */
  readonly label_NW: Float64Array;
}

/** A sum of doubled ranks of N rows is at most N (N + 1); two sums of 26 bits fit into a double. */
const laneSize = 2 ** 26;

/** @param next gives the labels of one more permutation; see createLabelPermuter */
export function packLabels(next: () => Uint8Array, rows: number, count: number): PackedLabels {
  const lanes = rows * (rows + 1) < laneSize ? 2 : 1;
  const words = Math.ceil(count / lanes);
  const label_NW = new Float64Array(rows * words);
  const positives_P = new Float64Array(count);
  for (let p = 0; p < count; p++) {
    const label_N = next();
    positives_P[p] = countOnes(label_N);
    const lane = p < words ? 1 : laneSize;
    const word = p % words;
    for (let n = 0; n < rows; n++) label_NW[n * words + word] += label_N[n] * lane;
  }
  return { count, positives_P, lanes, words, label_NW };
}

/** Ranks of the rows at some places; what is not listed counts nothing. */
export interface RankedRows {
  readonly length: number;
  readonly place_K: Uint32Array;
  readonly rank_K: Float64Array;
}

/** Room for the sums of one feature, used again for the next. */
export interface RankSums {
  readonly sum_W: Float64Array;
  readonly sum_P: Float64Array;
}

export function roomForSums({ words, count }: PackedLabels): RankSums {
  return { sum_W: new Float64Array(words), sum_P: new Float64Array(count) };
}

/** Sums, for each permutation, the ranks of its positive rows into `sum_P`. */
export function sumRanksInto(labels: PackedLabels, rows: RankedRows, { sum_W, sum_P }: RankSums): void {
  sum_W.fill(0);
  let k = 0;
  for (; k + 4 <= rows.length; k += 4) addFourRows(labels, rows, { k, sum_W });
  for (; k < rows.length; k++) addRow(labels, rows, { k, sum_W });
  unpackInto(labels, sum_W, sum_P);
}

interface Target {
  readonly k: number;
  readonly sum_W: Float64Array;
}

/** Four rows at a time, so that a sum is read and written once for four products. */
function addFourRows({ words, label_NW }: PackedLabels, { place_K, rank_K }: RankedRows, { k, sum_W }: Target): void {
  const [a, b, c, d] = [rank_K[k], rank_K[k + 1], rank_K[k + 2], rank_K[k + 3]];
  let atA = place_K[k] * words;
  let atB = place_K[k + 1] * words;
  let atC = place_K[k + 2] * words;
  let atD = place_K[k + 3] * words;
  for (let word = 0; word < words; word++)
    sum_W[word] += a * label_NW[atA++] + b * label_NW[atB++] + (c * label_NW[atC++] + d * label_NW[atD++]);
}

function addRow({ words, label_NW }: PackedLabels, { place_K, rank_K }: RankedRows, { k, sum_W }: Target): void {
  const rank = rank_K[k];
  let at = place_K[k] * words;
  for (let word = 0; word < words; word++) sum_W[word] += rank * label_NW[at++];
}

function unpackInto({ count, lanes, words }: PackedLabels, sum_W: Float64Array, sum_P: Float64Array): void {
  if (lanes === 1) return sum_P.set(sum_W);
  for (let p = 0; p < words; p++) {
    const high = Math.floor(sum_W[p] / laneSize);
    sum_P[p] = sum_W[p] - high * laneSize;
    if (p + words < count) sum_P[p + words] = high;
  }
}
