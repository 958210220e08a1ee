/** The mean activation of a hook point over a corpus. */

/** What the numbers depend on. */
export interface ActivationMeanSource {
  readonly modelDigest: string;
  readonly tokenizerDigest: string;
  readonly corpusDigest: string;
  readonly hookPoint: string;
  /** Of the runs that the corpus is cut into. */
  readonly contextTokens: number;
}

export interface ActivationMeanRecord extends ActivationMeanSource {
  readonly id: string;
  /** Counted tokens: all but special ones. */
  readonly tokens: number;
  /** Sums in float64. */
  readonly mean_D: readonly number[];
}
