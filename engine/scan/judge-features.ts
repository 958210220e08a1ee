/** Thresholds of features from the calibration part, and what they are worth on the test part. */
import type { FeatureScanArrays } from '../../domain/feature-scan.js';
import type { PooledFeatures } from '../../domain/pooled-activations.js';
import { errorPattern, type ErrorPattern } from './error-patterns.js';
import type { RankedCandidates } from './best-first.js';
import { FiringSorter, type ScannedParts } from './part-rows.js';
import { bestThreshold, countCorrect, votesOf, type Sign, type SignedThreshold } from './signed-threshold.js';
import { tiedAuroc } from './tied-auroc.js';
import { toTieGroups } from './tie-groups.js';

export type JudgedFeatures = Pick<FeatureScanArrays, 'threshold_N' | 'correct_N' | 'auroc_N' | 'aurocDeviation_N'> & {
  /** Errors on the fitting part of the first of them. */
  readonly patterns: readonly ErrorPattern[];
};

/** Words of error patterns that are compared in all; a second or two. */
const mostComparedWords = 2e9;
const mostClustered = 5000;
const featuresPerStep = 64;

/** Yields the share that is done. `significant` of the features, which stand first, are to be clustered, as far as that is affordable. */
export function* judgeFeatures(
  dictionaries: readonly PooledFeatures[],
  ranked: RankedCandidates,
  parts: ScannedParts,
  significant: number,
): Generator<number, JudgedFeatures> {
  const size = ranked.feature_N.length;
  const judge = new Judge(parts);
  const patterns: ErrorPattern[] = [];
  const clustered = Math.min(significant, mostClusteredOf(parts.fit.count));
  const figures = emptyFigures(size);
  for (let n = 0; n < size; n++) {
    const features = dictionaries[ranked.dictionary_N[n]];
    const vote = judge.calibrate(features, ranked.feature_N[n], toSign(ranked.sign_N[n]));
    figures.threshold_N[n] = vote.threshold;
    judge.test(features, ranked.feature_N[n], { vote, figures, n });
    if (n < clustered) patterns.push(judge.errors(features, ranked.feature_N[n], vote));
    if (n % featuresPerStep === 0) yield n / size;
  }
  return { ...figures, patterns };
}

/** How many features are clustered at most: each is compared with at most as many leaders. */
export function mostClusteredOf(rows: number): number {
  return Math.min(mostClustered, Math.floor(Math.sqrt((2 * mostComparedWords * 32) / rows)));
}

type Figures = Omit<JudgedFeatures, 'patterns'>;

function emptyFigures(size: number): Figures {
  return {
    threshold_N: new Float64Array(size),
    correct_N: new Uint32Array(size),
    auroc_N: new Float64Array(size),
    aurocDeviation_N: new Float64Array(size),
  };
}

class Judge {
  private readonly sorters: { readonly [part in keyof ScannedParts]: FiringSorter };

  constructor(private readonly parts: ScannedParts) {
    const { fit, calibrate, test } = parts;
    this.sorters = { fit: new FiringSorter(fit), calibrate: new FiringSorter(calibrate), test: new FiringSorter(test) };
  }

  calibrate(features: PooledFeatures, feature: number, sign: Sign): SignedThreshold {
    const firings = this.sorters.calibrate.sort(features, feature);
    return { sign, threshold: bestThreshold(toTieGroups(firings, this.parts.calibrate), sign) };
  }

  test(features: PooledFeatures, feature: number, { vote, figures, n }: Tested): void {
    const { test } = this.parts;
    const firings = this.sorters.test.sort(features, feature);
    const { value, deviation } = tiedAuroc(toTieGroups(firings, test));
    figures.auroc_N[n] = vote.sign > 0 ? value : 1 - value;
    figures.aurocDeviation_N[n] = deviation;
    figures.correct_N[n] = countCorrect(votesOf(firings, test.count, vote), test);
  }

  errors(features: PooledFeatures, feature: number, vote: SignedThreshold): ErrorPattern {
    const { fit } = this.parts;
    const firings = this.sorters.fit.sort(features, feature);
    return errorPattern(votesOf(firings, fit.count, vote), fit.isPositive_N, firings);
  }
}

interface Tested {
  readonly vote: SignedThreshold;
  readonly figures: Figures;
  readonly n: number;
}

function toSign(sign: number): Sign {
  return sign < 0 ? -1 : 1;
}
