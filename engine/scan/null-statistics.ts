/** What permuted labels give over a whole scan: the largest of each permutation, and how often which value is reached. */

/** Of |AUROC - 1/2|, which is at most 1/2: bins so fine that what they round up is less than 1 / 100,000 of AUROC. */
const bins = 2 ** 17;

export class NullStatistics {
  /** Largest |AUROC - 1/2| over all features, one entry a permutation. */
  readonly largest_P: Float64Array;
  private readonly count_B = new Float64Array(bins / 2 + 1);

  constructor(readonly permutations: number) {
    this.largest_P = new Float64Array(permutations);
  }

  /** Adds one feature's |AUROC - 1/2| under the permutations that begin with `first`. */
  add(difference_P: Float64Array, first: number): void {
    const { largest_P, count_B } = this;
    for (let p = 0; p < difference_P.length; p++) {
      const difference = difference_P[p];
      if (difference > largest_P[first + p]) largest_P[first + p] = difference;
      count_B[Math.floor(difference * bins)]++;
    }
  }

  /**
   * The chance that the best of the scan reaches each value when labels mean nothing: (1 + permutations whose largest does) /
   * (1 + permutations), which controls the chance of even one false hit among all features.
   *
   * @source Westfall and Young 1993 (maxT, single step); the 1: Phipson and Smyth 2010
   */
  pValues(difference_N: Float64Array): Float64Array {
    const sorted_P = this.largest_P.toSorted();
    return difference_N.map((difference) => {
      const reach = sorted_P.length - lowerBound(sorted_P, Math.abs(difference));
      return (1 + reach) / (1 + this.permutations);
    });
  }

  /**
   * The chance that one feature, whichever, reaches each value: (1 + features and permutations that do) / (1 + all of them).
   * What lies in the same bin counts as reaching, so that rounding makes no value smaller.
   *
   * @source the pooled null of Tusher, Tibshirani and Chu 2001 (SAM)
   */
  pooledPValues(difference_N: Float64Array): Float64Array {
    const reach_B = this.count_B.slice();
    for (let bin = reach_B.length - 2; bin >= 0; bin--) reach_B[bin] += reach_B[bin + 1];
    const all = reach_B[0];
    return difference_N.map((difference) => (1 + reach_B[Math.floor(Math.abs(difference) * bins)]) / (1 + all));
  }

  /** The least value of `largest_P` that a feature must exceed for a p-value of at most `level`; 1/2 when none can do so. */
  criticalValue(level: number): number {
    const mayReach = Math.floor(level * (1 + this.permutations)) - 1;
    return mayReach < 0 ? 0.5 : (this.largest_P.toSorted().at(-1 - mayReach) ?? 0);
  }
}

/** Place of the first that is not below the value. */
function lowerBound(sorted_N: Float64Array, value: number): number {
  let [from, to] = [0, sorted_N.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted_N[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
