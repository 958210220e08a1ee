/** State that lives in typed arrays, so that a checkpoint can write it and read it back without knowing what it means. */

export interface ArrayState {
  /** The live arrays, always in the same order. */
  arrays(): ArrayBufferView[];
}

/** State whose arrays become longer. */
export interface GrowingArrayState extends ArrayState {
  /** The numbers that decide how long the arrays are. */
  readonly shape: readonly number[];
  /** Makes the arrays of an empty state as long as the shape says. */
  reshape(shape: readonly number[]): void;
}
