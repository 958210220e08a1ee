/** Opens a corpus for a pass over whole runs: tokenised, and cut by the number of tokens that the model reads at once. */
import type { Store } from '../../store/store.js';
import { cutCorpus } from './corpus-cut.js';
import type { RunSource } from './run-tokens.js';
import { openTokenFile, type TokenizeRequest } from './tokenize-corpus.js';

export interface WholeRuns {
  readonly contextTokens: number;
  /** Of the corpus, from its beginning; default: all of them. */
  readonly maxTokens?: number;
}

/** Throws as `openTokenFile` and `cutCorpus`. */
export async function openWholeRuns(
  store: Store,
  request: TokenizeRequest,
  { contextTokens, maxTokens }: WholeRuns,
): Promise<RunSource> {
  const tokenFile = await openTokenFile(store, request);
  const cut = await cutCorpus(tokenFile, { contextTokens, windowTokens: contextTokens }, maxTokens);
  return { cut, bosTokenId: request.tokenizer.bosTokenId };
}
