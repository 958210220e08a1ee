/** One pass over a corpus that adds up a hook point's activations at counted tokens; it can be interrupted and go on. */
import { ResearchError } from '../../domain/errors.js';
import type { TokenBatch } from '../../engine/engine.js';
import { batchesFrom, type RunBatch } from '../corpus-pass/batches.js';
import { throwIfCancelled } from '../corpus-pass/cancelled.js';
import { toTokenBatch, type RunSource } from '../corpus-pass/run-tokens.js';
import { firstRun } from '../corpus-pass/shards.js';

const shardPositions = 32_768;
const batchPositions = 4096;

export interface MeanPassOptions {
  readonly source: RunSource;
  readonly uncounted: ReadonlySet<number>;
  readonly contextLength: number;
  /** Name of the corpus. */
  readonly corpus: string;
  /** Activations, [B, T, D]. */
  readonly read: (batch: TokenBatch, signal: AbortSignal) => Promise<Float32Array>;
}

export interface CorpusMean {
  readonly mean_D: readonly number[];
  /** Counted tokens. */
  readonly tokens: number;
}

export class MeanPass {
  private readonly batches: Iterator<RunBatch>;
  private next: RunBatch | undefined;
  private sum_D = new Float64Array();
  private tokens = 0;

  constructor(private readonly options: MeanPassOptions) {
    const { source, contextLength } = options;
    this.batches = batchesFrom(source.cut, firstRun, { shardPositions, batchPositions, contextLength });
    this.next = this.take();
  }

  /** Goes on from where it was to the end. Throws CANCELLED, and CORPUS_EMPTY for a corpus without a counted token. */
  async run(signal: AbortSignal): Promise<CorpusMean> {
    while (this.next) {
      throwIfCancelled(signal);
      const batch = toTokenBatch(this.next, this.options.source);
      this.add(await this.options.read(batch, signal), batch);
      this.next = this.take();
    }
    if (this.tokens > 0) return { mean_D: Array.from(this.sum_D, (sum) => sum / this.tokens), tokens: this.tokens };
    const message = `The corpus "${this.options.corpus}" holds no counted token.`;
    throw new ResearchError('CORPUS_EMPTY', message, { at: 'corpus' });
  }

  private take(): RunBatch | undefined {
    const { value, done } = this.batches.next();
    return done ? undefined : value;
  }

  private add(values_BTD: Float32Array, { tokenIds_BT, lengths_B, positions }: TokenBatch): void {
    const width = values_BTD.length / tokenIds_BT.length;
    if (this.sum_D.length === 0) this.sum_D = new Float64Array(width);
    lengths_B.forEach((length, b) => {
      for (let row = b * positions; row < b * positions + length; row++) {
        if (this.options.uncounted.has(tokenIds_BT[row])) continue;
        this.tokens++;
        for (let d = 0; d < width; d++) this.sum_D[d] += values_BTD[row * width + d];
      }
    });
  }
}
