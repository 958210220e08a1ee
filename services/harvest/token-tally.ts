/** One feature's firings by token, gathered from all places where its pairs are, and what is told of them. */
import type { TokenFirings } from '../../domain/feature.js';
import { ExactSums } from '../corpus-pass/exact-sum.js';
import type { TokenPair } from './token-pairs.js';

const mostTopTokens = 100;
/** Firings and token packed into one float64 that sorts by firings; 2^32 firings and 2^20 tokens fit 53 bits. */
const tokenRange = 2 ** 20;

export interface TokenSummary {
  readonly firings: number;
  /** Over the firings; NaN without any. */
  readonly meanActivation: number;
  /** Commonest first; ties by lower id. At most 100. */
  readonly topTokens: readonly TokenFirings[];
  /** Share of the firings that fall on the commonest token; NaN without firings. */
  readonly topTokenShare: number;
  /** How many tokens, commonest first, make up 90% of the firings. */
  readonly tokensFor90Percent: number;
}

export class TokenTally {
  private readonly firings_V: Float64Array;
  private readonly sums: ExactSums;
  private readonly touched: number[] = [];

  constructor(vocabularySize: number) {
    this.firings_V = new Float64Array(vocabularySize);
    this.sums = new ExactSums(vocabularySize);
  }

  add({ token, firings, whole, fraction }: TokenPair): void {
    if (this.firings_V[token] === 0) this.touched.push(token);
    this.firings_V[token] += firings;
    this.sums.add(token, whole, fraction);
  }

  /** What was gathered as pairs; starts anew. */
  takePairs(): TokenPair[] {
    const pairs = this.touched.map((token) => ({ token, firings: this.firings_V[token], ...this.sums.parts(token) }));
    this.clear();
    return pairs;
  }

  /** Tells what was gathered, and starts anew. */
  takeSummary(): TokenSummary {
    const ranked = this.commonestFirst();
    const counts = ranked.map((token) => this.firings_V[token]);
    const firings = counts.reduce((sum, count) => sum + count, 0);
    const summary = {
      firings,
      meanActivation: this.sumOf(ranked) / firings,
      topTokens: ranked.slice(0, mostTopTokens).map((token) => this.firingsOf(token)),
      topTokenShare: firings === 0 ? NaN : counts[0] / firings,
      tokensFor90Percent: tokensFor90Percent(counts, firings),
    };
    this.clear();
    return summary;
  }

  private commonestFirst(): number[] {
    const packed = Float64Array.from(
      this.touched,
      (token) => this.firings_V[token] * tokenRange + (tokenRange - 1 - token),
    );
    return Array.from(packed.sort().reverse(), (key) => tokenRange - 1 - (key % tokenRange));
  }

  /** The exact sum over tokens, rounded once. */
  private sumOf(tokens: readonly number[]): number {
    const total = new ExactSums(1);
    for (const token of tokens) total.add(0, this.sums.whole_F[token], this.sums.fraction_F[token]);
    return total.value(0);
  }

  private firingsOf(tokenId: number): TokenFirings {
    const firings = this.firings_V[tokenId];
    return { tokenId, firings, meanActivation: this.sums.value(tokenId) / firings };
  }

  private clear(): void {
    for (const token of this.touched) {
      this.firings_V[token] = 0;
      this.sums.reset(token);
    }
    this.touched.length = 0;
  }
}

/** @param counts firings of every token, most first */
function tokensFor90Percent(counts: readonly number[], firings: number): number {
  let tokens = 0;
  // Compared in integers, so that 9 firings of 10 are 90% exactly.
  for (let covered = 0; covered * 10 < firings * 9; tokens++) covered += counts[tokens];
  return tokens;
}
