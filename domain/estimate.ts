/** A number with its interval, and how that was made. */
export interface Estimate {
  /** NaN where it is not defined: a rate without rows. */
  readonly value: number;
  /** Bounds of the interval that holds the true value in 95 of 100 repetitions. */
  readonly low: number;
  readonly high: number;
  /** Of the interval, such as `Wilson`, `DeLong` or `bootstrap of groups, 1000 draws`. */
  readonly method: string;
  /** Rows that it was made from. */
  readonly n: number;
}
