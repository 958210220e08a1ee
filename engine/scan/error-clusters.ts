/** Groups classifiers that err on the same rows, and says how many independent ones they amount to. */
import { errorCorrelation, type ErrorPattern } from './error-patterns.js';

/** Errors of two features of one cluster correlate at least so much. */
export const clusterCorrelation = 0.5;

/**
 * Leader clustering: each joins the cluster of the first leader with which its errors correlate enough, and otherwise leads one of
 * its own. Given best first, a cluster's leader is its best, and no chain of likenesses joins the unlike. Yields the number that
 * is done; returns the number of the cluster of each, in the order of their leaders.
 *
 * @source Hartigan 1975, "Clustering Algorithms", chapter 3
 */
export function* clusterByErrors(patterns: readonly ErrorPattern[], rows: number): Generator<number, Uint32Array> {
  const leaders: ErrorPattern[] = [];
  const cluster_N = new Uint32Array(patterns.length);
  for (const [n, pattern] of patterns.entries()) {
    const found = leaders.findIndex((leader) => errorCorrelation(leader, pattern, rows) >= clusterCorrelation);
    cluster_N[n] = found < 0 ? leaders.length : found;
    if (found < 0) leaders.push(pattern);
    yield n + 1;
  }
  return cluster_N;
}

/**
 * (Σ λ)² / Σ λ² of the eigenvalues λ of the correlation matrix of errors: n for n voters that err independently, 1 for copies
 * of one. The sums are the trace of the matrix and of its square, so that nothing need be decomposed.
 *
 * @source the participation ratio; Bretherton et al. 1999, "The effective number of spatial degrees of freedom"
 */
export function effectiveVoters(patterns: readonly ErrorPattern[], rows: number): number {
  let squares = patterns.length;
  for (let i = 0; i < patterns.length; i++)
    for (let j = 0; j < i; j++) squares += 2 * errorCorrelation(patterns[i], patterns[j], rows) ** 2;
  return patterns.length ** 2 / squares;
}
