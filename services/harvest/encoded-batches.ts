/** Runs batches through the encoder, one ahead of the one that is being accumulated. */
import type { Encoder, SparseActivations } from '../../engine/engine.js';
import { readBatch, type HarvestBatch, type RowRules } from './batch-rows.js';
import type { RunBatch } from '../corpus-pass/batches.js';
import type { RunPlace } from '../corpus-pass/shards.js';

export interface EncodedBatch extends HarvestBatch {
  /** One entry a dictionary. */
  readonly firings: readonly SparseActivations[];
  /** Where the next shard begins, when this is the last batch of one. */
  readonly endsShard: RunPlace | undefined;
}

/** Throws CANCELLED when the signal is aborted, and what the encoder throws. */
export async function* encodeBatches(
  batches: Iterator<RunBatch>,
  rules: RowRules,
  { encoder, signal }: { readonly encoder: Encoder; readonly signal: AbortSignal },
): AsyncGenerator<EncodedBatch> {
  const start = (): StartedBatch | undefined => {
    const { value, done } = batches.next();
    if (done) return undefined;
    const batch = readBatch(value, rules);
    return { ...batch, endsShard: value.endsShard, firings: settle(encoder.encode(batch.tokens, signal)) };
  };
  let ahead = start();
  try {
    while (ahead) {
      const firings = unwrap(await ahead.firings);
      const current = ahead;
      ahead = start();
      yield { ...current, firings };
    }
  } finally {
    // The encoder must be at rest before it is closed.
    await ahead?.firings;
  }
}

interface StartedBatch extends HarvestBatch {
  readonly firings: Promise<PromiseSettledResult<SparseActivations[]>>;
  readonly endsShard: RunPlace | undefined;
}

/** A failure while nobody waits for the result would end the process. */
async function settle<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}

function unwrap<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
