/** What each row of a token batch means to a harvest: its token, whether it is counted, and its window. */
import type { TokenBatch, Tokenizer } from '../../engine/engine.js';
import type { RunBatch } from '../corpus-pass/batches.js';
import type { CorpusCut } from '../corpus-pass/corpus-cut.js';
import { ownTokensOf, toTokenBatch, type RunSource } from '../corpus-pass/run-tokens.js';
import { placeInPool } from './window-pool.js';

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

/** A batch ready for the model, and what its rows mean. */
export interface HarvestBatch {
  readonly tokens: TokenBatch;
  readonly rows: BatchRows;
  /** Rows that are counted. */
  readonly counted: number;
  /** Own tokens of the documents. */
  readonly ownTokens: number;
}

/** What decides how runs become rows. */
export interface RowRules extends RunSource {
  /** Indices of the pool's windows, ascending. */
  readonly pool: Uint32Array;
  /** Tokens that are not counted. */
  readonly uncountedTokenIds: ReadonlySet<number>;
}

export function rowRules(
  cut: CorpusCut,
  pool: Uint32Array,
  counting: { readonly tokenizer: Tokenizer; readonly includeSpecialTokens: boolean },
): RowRules {
  const { bosTokenId, specialTokenIds } = counting.tokenizer;
  const uncountedTokenIds: ReadonlySet<number> = counting.includeSpecialTokens ? new Set() : specialTokenIds;
  return { cut, pool, bosTokenId, uncountedTokenIds };
}

export function readBatch(batch: RunBatch, rules: RowRules): HarvestBatch {
  const tokens = toTokenBatch(batch, rules);
  const token_R = countedTokens(tokens, rules.uncountedTokenIds);
  return {
    tokens,
    rows: { token_R, ...windowsOfRows(batch, rules) },
    counted: token_R.reduce((sum, token) => (token === uncounted ? sum : sum + 1), 0),
    ownTokens: ownTokensOf(batch),
  };
}

function countedTokens({ tokenIds_BT, lengths_B, positions }: TokenBatch, skipped: ReadonlySet<number>): Uint32Array {
  const token_R = new Uint32Array(tokenIds_BT.length).fill(uncounted);
  lengths_B.forEach((length, b) => {
    for (let row = b * positions; row < b * positions + length; row++)
      if (!skipped.has(tokenIds_BT[row])) token_R[row] = tokenIds_BT[row];
  });
  return token_R;
}

function windowsOfRows({ runs, positions }: RunBatch, { cut, pool }: RowRules): Omit<BatchRows, 'token_R'> {
  const { windowTokens } = cut.geometry;
  const window_R = new Uint32Array(runs.length * positions);
  const [index, firstRow]: [number[], number[]] = [[], []];
  runs.forEach((run, b) => {
    for (let position = 0; position < run.positions; position += windowTokens) {
      const row = b * positions + position;
      window_R.fill(index.length, row, b * positions + Math.min(position + windowTokens, run.positions));
      index.push(run.firstWindow + position / windowTokens);
      firstRow.push(row);
    }
  });
  return {
    window_R,
    index_W: Uint32Array.from(index),
    firstRow_W: Uint32Array.from(firstRow),
    pool_W: Int32Array.from(index, (window) => placeInPool(pool, window)),
  };
}
