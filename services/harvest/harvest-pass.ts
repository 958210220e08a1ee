/** The pass over the corpus: batches through the model and the dictionaries, firings into the states, checkpoints between shards. */
import type { Encoder } from '../../engine/engine.js';
import type { RowRules } from './batch-rows.js';
import { batchesFrom, type BatchLimits } from '../corpus-pass/batches.js';
import { throwIfCancelled } from '../corpus-pass/cancelled.js';
import type { DictionaryState } from './dictionary-state.js';
import { encodeBatches } from './encoded-batches.js';
import type { HarvestProgress, JobCheckpoints } from './job-checkpoints.js';

export interface HarvestPass {
  readonly encoder: Encoder;
  readonly rules: RowRules;
  readonly limits: BatchLimits;
  /** One a dictionary, in the encoder's order. */
  readonly states: readonly DictionaryState[];
  readonly checkpoints: JobCheckpoints;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: HarvestProgress) => void;
}

/** Goes on from `from` to the end of the corpus. Throws CANCELLED, STORE_FULL, ACTIVATION_NOT_FINITE. */
export async function runPass(pass: HarvestPass, from: HarvestProgress): Promise<HarvestProgress> {
  const { rules, states, checkpoints, signal } = pass;
  let progress = from;
  const batches = batchesFrom(rules.cut, from.next, pass.limits);
  for await (const batch of encodeBatches(batches, rules, pass)) {
    throwIfCancelled(signal);
    for (const [i, state] of states.entries()) await state.add(batch.firings[i], batch.rows);
    progress = {
      ...progress,
      next: batch.endsShard ?? progress.next,
      countedTokens: progress.countedTokens + batch.counted,
      ownTokens: progress.ownTokens + batch.ownTokens,
    };
    pass.onProgress(progress);
    if (batch.endsShard && checkpoints.isDue) await checkpoints.write(progress, states);
  }
  return progress;
}
