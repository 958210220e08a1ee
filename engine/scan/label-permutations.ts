/** Labels given to rows at random, as they could have been given if features had nothing to do with them. */
import { createRandom } from '../../domain/seeded-random.js';
import { countOnes } from './part-rows.js';

export interface GroupedLabels {
  readonly isPositive_N: Uint8Array;
  /** Number of the group of each row. */
  readonly group_N: Uint32Array;
}

/**
 * What may be exchanged with what. Within a group that has both labels, rows exchange theirs: what a feature owes to telling
 * groups apart stays as it is. A group with one label keeps its rows together and exchanges its label with other groups of one
 * label, since its rows are no independent witnesses; the number of positive rows may then differ from the true one.
 */
interface Exchanges {
  /** Rows of each group with both labels. */
  readonly mixed: readonly Uint32Array[];
  /** Rows of each group with one label. */
  readonly uniform: readonly Uint32Array[];
}

/**
 * A function that gives the labels of the next permutation; what it returned before is overwritten.
 *
 * @source exchangeability blocks: Winkler, Webster, Vidaurre, Nichols and Smith 2015, "Multi-level block permutation"
 */
export function createLabelPermuter(labels: GroupedLabels, seed: number): () => Uint8Array {
  const { mixed, uniform } = findExchanges(labels);
  const random = createRandom(seed);
  const permuted_N = labels.isPositive_N.slice();
  const uniformLabels = Uint8Array.from(uniform, ([row]) => labels.isPositive_N[row]);
  return () => {
    for (const rows of mixed) shuffleWithin(permuted_N, rows, random);
    shuffle(uniformLabels, random);
    uniform.forEach((rows, group) => rows.forEach((row) => (permuted_N[row] = uniformLabels[group])));
    return permuted_N;
  };
}

/** In how many ways the labels can be given, as a natural logarithm. */
export function logArrangements(labels: GroupedLabels): number {
  const { mixed, uniform } = findExchanges(labels);
  const positivesOf = (rows: Uint32Array): number => countOnes(labelsOf(labels, rows));
  const within = mixed.reduce((sum, rows) => sum + logChoose(rows.length, positivesOf(rows)), 0);
  const positiveGroups = uniform.filter(([row]) => labels.isPositive_N[row] === 1).length;
  return within + logChoose(uniform.length, positiveGroups);
}

function labelsOf({ isPositive_N }: GroupedLabels, rows: Uint32Array): Uint8Array {
  return Uint8Array.from(rows, (row) => isPositive_N[row]);
}

function findExchanges({ isPositive_N, group_N }: GroupedLabels): Exchanges {
  const rowsOf = new Map<number, number[]>();
  group_N.forEach((group, row) => {
    const rows = rowsOf.get(group);
    if (rows) rows.push(row);
    else rowsOf.set(group, [row]);
  });
  const groups = [...rowsOf.values()].map((rows) => Uint32Array.from(rows));
  const isUniform = (rows: Uint32Array): boolean => rows.every((row) => isPositive_N[row] === isPositive_N[rows[0]]);
  return { mixed: groups.filter((rows) => !isUniform(rows)), uniform: groups.filter(isUniform) };
}

/** Fisher-Yates. */
function shuffle(items: Uint8Array, random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
}

function shuffleWithin(label_N: Uint8Array, rows: Uint32Array, random: () => number): void {
  const labels = Uint8Array.from(rows, (row) => label_N[row]);
  shuffle(labels, random);
  rows.forEach((row, n) => (label_N[row] = labels[n]));
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}
