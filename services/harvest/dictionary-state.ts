/** What a harvest has gathered of one dictionary so far, in memory and in spilled files. */
import type { SparseActivations } from '../../engine/engine.js';
import type { BatchRows } from './batch-rows.js';
import { FeatureAccumulator, type AccumulatorShape } from './feature-accumulator.js';
import { sliceFirings } from './firing-slices.js';
import { Spills, type SpillState } from './spills.js';
import { takeTurns } from '../corpus-pass/take-turns.js';
import type { PairSource } from './token-pairs.js';
import { TokenTally } from './token-tally.js';

export interface DictionaryStateOptions {
  readonly shape: AccumulatorShape;
  /** The job's own folder. */
  readonly folder: string;
  /** Tells the dictionary's files from those of the others. */
  readonly name: string;
}

export class DictionaryState {
  readonly accumulator: FeatureAccumulator;
  readonly tally: TokenTally;
  private readonly spills: Spills;

  constructor(private readonly options: DictionaryStateOptions) {
    this.accumulator = new FeatureAccumulator(options.shape);
    this.tally = new TokenTally(options.shape.vocabularySize);
    this.spills = new Spills(options.folder, options.name);
  }

  /** Throws ACTIVATION_NOT_FINITE and STORE_FULL. */
  async add(firings: SparseActivations, rows: BatchRows): Promise<void> {
    const { pairs } = this.accumulator;
    const pause = takeTurns();
    for (const slice of sliceFirings(firings, rows)) {
      if (pairs.isFull) await this.spills.add(pairs, this.tally);
      this.accumulator.add(firings, rows, slice);
      await pause();
    }
  }

  /** What a checkpoint must keep besides the accumulator's arrays. */
  get spillState(): SpillState {
    return this.spills.state;
  }

  restoreSpills(state: SpillState): void {
    this.spills.restore(state);
  }

  /** Everywhere the dictionary's pairs are. The caller closes it. */
  openPairs(): OpenedPairs {
    const readers = this.spills.open();
    return {
      sources: [this.accumulator.pairs, ...readers],
      close: () => readers.forEach((reader) => reader.close()),
    };
  }
}

export interface OpenedPairs {
  readonly sources: readonly PairSource[];
  close(): void;
}
