/** Activations of every row of a data set, made one a row: what classifiers are learned from. */

export const poolings = ['LAST', 'MEAN', 'MAX'] as const;
/**
 * How the activations of a text's tokens become one: that of the last token, or mean or maximum over its tokens; special tokens
 * that stand before the text take no part in mean and maximum.
 */
export type Pooling = (typeof poolings)[number];

/** Of a model at one hook point. */
export interface PooledActivations {
  /** [rows, width], row-major. */
  readonly values_ND: Float32Array;
}

/** Of all features of a dictionary, by feature: what is not listed is 0. */
export interface PooledFeatures {
  /** Entries of feature f: from start_F[f] to start_F[f + 1]; one more than there are indices. */
  readonly start_F: Uint32Array;
  /** Ascending within a feature. */
  readonly row_N: Uint32Array;
  /** Greater than 0. */
  readonly value_N: Float32Array;
}
