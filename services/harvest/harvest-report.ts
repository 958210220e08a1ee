/** Tells how far a harvest is, from 0 to 1 and in words. */
import type { HarvestProgress } from './job-checkpoints.js';

/** Tokenising, the pass and writing the snapshots take these shares of the bar. */
const tokenizing = 0.05;
const passing = 0.9;

export class HarvestReport {
  private start = { ms: 0, ownTokens: 0 };
  private total = 0;

  constructor(private readonly tell: (fraction: number, message: string) => void) {}

  tokenized(documents: number, of: number): void {
    this.tell((tokenizing * documents) / of, `tokenising: ${documents} of ${of} documents`);
  }

  /** @param tokens own tokens of the whole pass */
  startPass(from: HarvestProgress, tokens: number): void {
    this.start = { ms: performance.now(), ownTokens: from.ownTokens };
    this.total = tokens;
    this.tell(this.passShare(from), `loading the model, ${from.ownTokens} of ${tokens} tokens done`);
  }

  passed(now: HarvestProgress): void {
    const seconds = (performance.now() - this.start.ms) / 1000;
    const speed = Math.round((now.ownTokens - this.start.ownTokens) / Math.max(seconds, 0.001));
    this.tell(
      this.passShare(now),
      `${now.ownTokens} of ${this.total} tokens, ${now.countedTokens} counted, ${speed} tokens/s`,
    );
  }

  written(share: number): void {
    this.tell(tokenizing + passing + (1 - tokenizing - passing) * share, 'writing the snapshot');
  }

  private passShare({ ownTokens }: HarvestProgress): number {
    return tokenizing + (passing * ownTokens) / Math.max(this.total, 1);
  }
}
