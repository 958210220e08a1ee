/** Tries every feature of some dictionaries as a classifier: ranked on one part of the rows, set on a second, judged on a third. */
import type { FeatureScanArrays } from '../../domain/feature-scan.js';
import type { PooledFeatures } from '../../domain/pooled-activations.js';
import { clusterByErrors } from './error-clusters.js';
import { falseDiscoveryRates } from './false-discovery-rates.js';
import { judgeFeatures, type JudgedFeatures } from './judge-features.js';
import { bestFirst } from './best-first.js';
import type { ScannedParts } from './part-rows.js';
import { rankFeatures, type Candidates } from './rank-features.js';

export interface ScanOptions {
  readonly permutations: number;
  readonly seed: number;
  /** Number of the group of each row of the fitting part: labels are permuted by group, see createLabelPermuter. */
  readonly group_N: Uint32Array;
}

export interface ScanResult {
  readonly arrays: FeatureScanArrays;
  /** The AUROC that a feature must exceed for a p-value of at most 0.05. */
  readonly nullAuroc: number;
  readonly significant: number;
}

export const significanceLevel = 0.05;

/** Yields the share that is done, each time some milliseconds have gone by. */
export function* scanFeatures(
  dictionaries: readonly PooledFeatures[],
  candidates: Candidates,
  parts: ScannedParts,
  options: ScanOptions,
): Generator<number, ScanResult> {
  const ranking = yield* asShare(rankFeatures(dictionaries, candidates, parts.fit, options), 0, 0.8);
  const ranked = bestFirst(candidates, ranking.difference_N);
  const difference_N = ranked.difference_N.map(Math.abs);
  const pValue_N = ranking.null.pValues(difference_N);
  const significant = pValue_N.filter((pValue) => pValue <= significanceLevel).length;
  const judging = judgeFeatures(dictionaries, ranked, parts, significant);
  const judged = yield* asShare(judging, 0.8, 0.95);
  const cluster_N = yield* asShare(clustersOf(judged, parts.fit.count, ranked.sign_N.length), 0.95, 1);
  const { patterns: _, ...figures } = judged;
  const arrays: FeatureScanArrays = {
    dictionary_N: ranked.dictionary_N,
    feature_N: ranked.feature_N,
    sign_N: ranked.sign_N,
    fitAuroc_N: difference_N.map((difference) => 0.5 + difference),
    ...figures,
    pValue_N,
    falseDiscoveryRate_N: falseDiscoveryRates(ranking.null.pooledPValues(difference_N)),
    cluster_N,
  };
  return { arrays, nullAuroc: 0.5 + ranking.null.criticalValue(significanceLevel), significant };
}

/** Significant hits are clustered; each of the others has a cluster of its own. */
function* clustersOf({ patterns }: JudgedFeatures, rows: number, features: number): Generator<number, Uint32Array> {
  const clustering = clusterByErrors(patterns, rows);
  const cluster_N = new Uint32Array(features);
  for (;;) {
    const step = clustering.next();
    if (!step.done) {
      yield step.value / patterns.length;
      continue;
    }
    cluster_N.set(step.value);
    const clusters = step.value.reduce((most, cluster) => Math.max(most, cluster + 1), 0);
    for (let n = patterns.length; n < features; n++) cluster_N[n] = clusters + n - patterns.length;
    return cluster_N;
  }
}

function* asShare<T>(work: Generator<number, T>, from: number, to: number): Generator<number, T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield from + step.value * (to - from);
  }
}
