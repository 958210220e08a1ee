/**
 * What a dictionary's pair table has spilled: files of tiers. Eight files of a tier are merged into one of the next, so
 * that a pair is written a logarithmic number of times and few files are open at the end.
 */
import { join } from 'node:path';
import { SpillReader, writeSpill } from './spill-file.js';
import type { PairSource, TokenPair, TokenPairs } from './token-pairs.js';
import type { TokenTally } from './token-tally.js';

const filesPerTier = 8;

export interface Spill {
  readonly file: string;
  readonly tier: number;
  readonly crc: number;
}

/** Files that were merged stay until the next checkpoint, which no longer lists them, has been written. */
export class Spills {
  private listed: readonly Spill[] = [];
  private written = 0;

  /** @param name tells this dictionary's files from those of the others */
  constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {}

  /** As a checkpoint keeps it. */
  get state(): SpillState {
    return { listed: this.listed, written: this.written };
  }

  restore({ listed, written }: SpillState): void {
    this.listed = listed;
    this.written = written;
  }

  /** Moves all pairs of the table to a file. Throws STORE_FULL. */
  async add(pairs: TokenPairs, tally: TokenTally): Promise<void> {
    this.listed = [...this.listed, await this.write([pairs], { tally, features: pairs.features, tier: 0 })];
    pairs.clear();
    for (let tier = 0; this.ofTier(tier).length >= filesPerTier; tier++)
      await this.mergeTier(tier, pairs.features, tally);
  }

  /** Opens all files for reading feature by feature. */
  open(): SpillReader[] {
    return this.readers(this.listed);
  }

  private async mergeTier(tier: number, features: number, tally: TokenTally): Promise<void> {
    const merged = this.ofTier(tier);
    const readers = this.readers(merged);
    try {
      const spill = await this.write(readers, { tally, features, tier: tier + 1 });
      this.listed = [...this.listed.filter((other) => !merged.includes(other)), spill];
    } finally {
      for (const reader of readers) reader.close();
    }
  }

  /** Writes the pairs of all sources to one file, every token of a feature once. */
  private async write(sources: readonly PairSource[], { tally, features, tier }: SpillRequest): Promise<Spill> {
    const file = `pairs-${this.name}-${this.written++}`;
    const pairsOf = (feature: number): readonly TokenPair[] => {
      for (const source of sources) source.addPairsInto(tally, feature);
      return tally.takePairs();
    };
    const { crc } = await writeSpill(join(this.folder, file), pairsOf, features);
    return { file, tier, crc };
  }

  private ofTier(tier: number): Spill[] {
    return this.listed.filter((spill) => spill.tier === tier);
  }

  private readers(spills: readonly Spill[]): SpillReader[] {
    return spills.map(({ file, crc }) => new SpillReader(join(this.folder, file), crc));
  }
}

export interface SpillState {
  readonly listed: readonly Spill[];
  readonly written: number;
}

interface SpillRequest {
  readonly tally: TokenTally;
  readonly features: number;
  readonly tier: number;
}
