/** What each row of a token batch means to a harvest: its token, whether it is counted, and its window. */

/** Token of a row that is not counted. */
export const uncounted = 0xffffffff;

export interface BatchRows {
  /** Token id of every row b * T + t; `uncounted` for special tokens and padding. */
  readonly token_R: Uint32Array;
  /** Number of the row's window within the batch, ascending; anything for padding. */
  readonly window_R: Uint32Array;
  /** Index in the corpus of each window of the batch. */
  readonly index_W: Uint32Array;
  /** Row of its first position. */
  readonly firstRow_W: Uint32Array;
  /** Its place in the pool of windows, or -1. */
  readonly pool_W: Int32Array;
}
