/** Writes and takes up the checkpoints of one harvest job, in its folder. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderName } from '../../engine/engine.js';
import { readCheckpoint, writeCheckpoint } from './checkpoint.js';
import type { DictionaryState } from './dictionary-state.js';
import type { RunPlace } from '../corpus-pass/shards.js';
import type { SpillState } from './spills.js';

/** How far a harvest is: what its states hold, and where it goes on. */
export interface HarvestProgress {
  readonly next: RunPlace;
  readonly countedTokens: number;
  readonly ownTokens: number;
  /** Which computed it so far; undefined at the beginning, and where it was not recorded. */
  readonly provider?: ProviderName;
}

interface StoredProgress extends HarvestProgress {
  readonly spills: readonly SpillState[];
}

const fileName = 'checkpoint';
/** Time between checkpoints is so many times what one takes, where that is longer than the interval ... */
const timesItsLength = 10;
/** ... but at most so many intervals, which bounds what a kill costs. */
const mostIntervals = 20;

export interface CheckpointOptions {
  readonly folder: string;
  /** Names the harvest: what its results depend on. */
  readonly key: string;
  readonly intervalMs: number;
}

export class JobCheckpoints {
  private lastEnd = performance.now();
  private lastTook = 0;

  constructor(private readonly options: CheckpointOptions) {}

  get isDue(): boolean {
    const { intervalMs } = this.options;
    const waitMs = Math.min(Math.max(intervalMs, timesItsLength * this.lastTook), mostIntervals * intervalMs);
    return performance.now() - this.lastEnd >= waitMs;
  }

  /** Throws STORE_FULL. */
  async write(progress: HarvestProgress, states: readonly DictionaryState[]): Promise<void> {
    const start = performance.now();
    const spills = states.map(({ spillState }) => spillState);
    await writeCheckpoint<StoredProgress>(
      this.file,
      { key: this.options.key, progress: { ...progress, spills } },
      states.map(({ accumulator }) => accumulator),
    );
    this.sweep(spills);
    this.lastEnd = performance.now();
    this.lastTook = this.lastEnd - start;
  }

  /** Fills empty states from the checkpoint; undefined, and the states of no use, when there is none to take up. */
  async read(states: readonly DictionaryState[]): Promise<HarvestProgress | undefined> {
    const accumulators = states.map(({ accumulator }) => accumulator);
    const head = await readCheckpoint<StoredProgress>(this.file, this.options.key, accumulators);
    if (!head) {
      this.sweep([]);
      return undefined;
    }
    const { spills, ...progress } = head.progress;
    states.forEach((state, i) => state.restoreSpills(spills[i]));
    this.sweep(spills);
    return progress;
  }

  private get file(): string {
    return join(this.options.folder, fileName);
  }

  /** Removes spilled files that no checkpoint knows (any more). */
  private sweep(spills: readonly SpillState[]): void {
    const kept = new Set([fileName, ...spills.flatMap(({ listed }) => listed.map(({ file }) => file))]);
    for (const name of readdirSync(this.options.folder))
      if (!kept.has(name)) rmSync(join(this.options.folder, name), { force: true });
  }
}
