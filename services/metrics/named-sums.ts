/** Sums under names that are the same in whichever order and grouping their terms come. */
import { ExactSums } from '../corpus-pass/exact-sum.js';

export class NamedSums<N extends string> {
  private readonly sums: ExactSums;

  constructor(readonly names: readonly N[]) {
    this.sums = new ExactSums(names.length);
  }

  /** Adds a term to every sum. */
  add(terms: Readonly<Record<N, number>>): void {
    this.names.forEach((name, i) => this.sums.addActivation(i, terms[name]));
  }

  addAll(other: NamedSums<N>): void {
    this.sums.addAll(other.sums);
  }

  /** The sums, each divided by the count. */
  means(count: number): Record<N, number> {
    return Object.fromEntries(this.names.map((name, i) => [name, this.sums.value(i) / count])) as Record<N, number>;
  }
}
