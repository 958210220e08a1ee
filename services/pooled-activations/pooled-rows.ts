/** Passes over the rows of a data set: tokenise, run what is of like length together, pool, and give back in order. */
import type { DatasetRow } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import type { ModelRecord } from '../../domain/model.js';
import type { TokenBatch, Tokenizer } from '../../engine/engine.js';
import { tokenizePrompt } from '../inference/prompt-tokens.js';
import { toTokenBatch } from '../inference/token-batch.js';
import { spanOf, type TokenSpan } from './pool-values.js';

export interface RowPass {
  readonly rows: readonly DatasetRow[];
  readonly model: ModelRecord;
  readonly tokenizer: Tokenizer;
  readonly signal: AbortSignal;
  /** @param fraction from 0 to 1 */
  readonly progress: (fraction: number) => void;
}

/** One entry a sequence of the batch. */
export type PoolBatch<P> = (batch: TokenBatch, spans: readonly TokenSpan[]) => Promise<readonly P[]>;

interface TokenizedRow {
  /** Within its chunk. */
  readonly place: number;
  readonly tokenIds: Int32Array;
}

/** Rows that are sorted by length together: many, so that few positions are padding. */
const rowsAtOnce = 1024;
/** Of one batch: enough to fill the operators. */
const mostTokens = 4096;

/**
 * What `pool` makes of each row, in the order of the rows. Throws CANCELLED, ROW_TOO_LONG and DATASET_ROW_INVALID for a text
 * without a token.
 */
export async function* pooledRows<P>(pass: RowPass, pool: PoolBatch<P>): AsyncGenerator<P> {
  for (let from = 0; from < pass.rows.length; from += rowsAtOnce) {
    const chunk = pass.rows.slice(from, from + rowsAtOnce);
    const tokenized = chunk.map(({ text }, place) => ({ place, tokenIds: tokenIdsOf(text, from + place, pass) }));
    const pooled = new Array<P>(chunk.length);
    for (const rows of batchesOf(tokenized)) {
      if (pass.signal.aborted) throw new ResearchError('CANCELLED', 'The work was cancelled.');
      const spans = rows.map(({ tokenIds }) => spanOf(tokenIds, (id) => pass.tokenizer.specialTokenIds.has(id)));
      const ofRows = await pool(toTokenBatch(rows.map(({ tokenIds }) => tokenIds)), spans);
      rows.forEach(({ place }, b) => (pooled[place] = ofRows[b]));
    }
    yield* pooled;
    pass.progress((from + chunk.length) / pass.rows.length);
  }
}

function tokenIdsOf(text: string, row: number, { model, tokenizer }: RowPass): Int32Array {
  const at = `row ${row}`;
  const tokenIds = tokenizePrompt({ kind: 'text', text }, { model, tokenizer, at });
  if (!(tokenIds instanceof ResearchError)) return tokenIds;
  if (tokenIds.code === 'PROMPT_EMPTY')
    throw new ResearchError('DATASET_ROW_INVALID', `The text of row ${row} holds no token.`, { at });
  const message = `The text of row ${row}, counted from 0, is too long: "${model.name}" sees ${model.contextLength} tokens.`;
  throw new ResearchError('ROW_TOO_LONG', message, { at });
}

/** By ascending length. */
function batchesOf(rows: readonly TokenizedRow[]): TokenizedRow[][] {
  const sorted = rows.toSorted((a, b) => a.tokenIds.length - b.tokenIds.length);
  const batches: TokenizedRow[][] = [];
  let open: TokenizedRow[] = [];
  for (const row of sorted) {
    if (open.length > 0 && (open.length + 1) * row.tokenIds.length > mostTokens) {
      batches.push(open);
      open = [];
    }
    open.push(row);
  }
  return open.length > 0 ? [...batches, open] : batches;
}
