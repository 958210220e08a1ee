/** Tells how far a measurement is, from 0 to 1 and in words. */

/** Tokenising and the first pass take these shares of the bar. */
const tokenizing = 0.05;
const firstPass = 0.15;

export class MetricsReport {
  private tokens = 0;

  constructor(private readonly tell: (fraction: number, message: string) => void) {}

  tokenized(documents: number, of: number): void {
    this.tell((tokenizing * documents) / of, `tokenising: ${documents} of ${of} documents`);
  }

  /** @param tokens own tokens of a pass */
  startPasses(tokens: number): void {
    this.tokens = tokens;
    this.tell(tokenizing, 'loading the model');
  }

  averaged(tokens: number): void {
    this.tell(tokenizing + firstPass * this.share(tokens), `means: ${tokens} of ${this.tokens} tokens`);
  }

  measured(tokens: number): void {
    const before = tokenizing + firstPass;
    this.tell(before + (1 - before) * this.share(tokens), `metrics: ${tokens} of ${this.tokens} tokens`);
  }

  private share(tokens: number): number {
    return tokens / Math.max(this.tokens, 1);
  }
}
