/** What the model sees of a context up to the tokens behind its peak. */
import type { Context } from '../../domain/context.js';
import { runsOf, type Run } from '../../domain/run.js';
import type { TokenFile } from '../../store/store.js';

export interface PeakSequence {
  /** From the beginning of the run in which the context lies, its inserted BOS included. */
  readonly tokenIds: Int32Array;
  /** Position of the peak. */
  readonly peak: number;
  /** Tokens behind the peak: as many as were wanted, as far as the run goes. */
  readonly following: number;
}

export interface PeakSource {
  readonly tokenFile: TokenFile;
  readonly bosTokenId: number | undefined;
  /** Of the harvest. */
  readonly contextTokens: number;
}

export function peakSequence(context: Context, source: PeakSource, tokens: number): PeakSequence {
  const { tokenFile, bosTokenId, contextTokens } = source;
  const { document, start } = context;
  const runs = runsOf(tokenFile.extent(document), { contextTokens, windowTokens: contextTokens });
  const run = runs.find((candidate) => start >= candidate.start && start < candidate.start + candidate.tokens);
  if (!run) throw new Error(`no run of document ${document} holds token ${start}`);
  const peak = positionOfWindow(run, context) + context.peak;
  const end = Math.min(peak + 1 + tokens, run.positions);
  const own = tokenFile.tokenIds(document, run.start, run.start + end - (run.insertedBos ? 1 : 0));
  return { tokenIds: Int32Array.from(withBos(run, own, bosTokenId)), peak, following: end - peak - 1 };
}

/** Of its first position in the run. */
function positionOfWindow(run: Run, { start, insertedBos }: Context): number {
  return start - run.start + (run.insertedBos && !insertedBos ? 1 : 0);
}

function withBos({ insertedBos }: Run, own: Uint32Array, bosTokenId: number | undefined): ArrayLike<number> {
  if (!insertedBos) return own;
  if (bosTokenId === undefined) throw new Error('a run repeats the BOS of a tokenizer that has none');
  return [bosTokenId, ...own];
}
