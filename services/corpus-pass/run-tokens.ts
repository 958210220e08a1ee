/** The tokens of runs, as the model sees them. */
import type { TokenBatch } from '../../engine/engine.js';
import type { RunBatch } from './batches.js';
import type { CorpusCut } from './corpus-cut.js';
import type { PlacedRun } from './shards.js';

/** Where the tokens of runs come from. */
export interface RunSource {
  readonly cut: CorpusCut;
  /** What stands before later runs of a document, where the tokenizer adds one. */
  readonly bosTokenId: number | undefined;
}

/** Token ids of one run, the inserted BOS included. */
export function tokensOfRun(
  run: Omit<PlacedRun, 'firstWindow' | 'positions'>,
  { cut, bosTokenId }: RunSource,
): Uint32Array {
  const own = cut.tokenFile.tokenIds(run.document, run.start, run.start + run.tokens);
  if (!run.insertedBos) return own;
  if (bosTokenId === undefined) throw new Error('a run repeats the BOS of a tokenizer that has none');
  return Uint32Array.of(bosTokenId, ...own);
}

/** The batch as the model is given it. */
export function toTokenBatch({ runs, positions }: RunBatch, source: RunSource): TokenBatch {
  const tokenIds_BT = new Int32Array(runs.length * positions);
  runs.forEach((run, b) => tokenIds_BT.set(tokensOfRun(run, source), b * positions));
  return { tokenIds_BT, lengths_B: Int32Array.from(runs, (run) => run.positions), positions };
}

/** Own tokens of the documents in a batch. */
export function ownTokensOf({ runs }: RunBatch): number {
  return runs.reduce((sum, run) => sum + run.tokens, 0);
}
