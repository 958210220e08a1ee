/** How well every feature of some dictionaries tells the classes apart, and how well the best would by chance. */
import type { PooledFeatures } from '../../domain/pooled-activations.js';
import { createLabelPermuter, type GroupedLabels } from './label-permutations.js';
import { writeDoubledRanks } from './mid-ranks.js';
import { NullStatistics } from './null-statistics.js';
import { packLabels, roomForSums, sumRanksInto, type PackedLabels } from './packed-labels.js';
import { FiringSorter, type PartRows, type SortedFirings } from './part-rows.js';

/** A feature that takes part: the place of its dictionary among those that are scanned, and its index. */
export interface Candidates {
  readonly dictionary_N: Uint32Array;
  readonly feature_N: Uint32Array;
}

export interface RankingOptions {
  readonly permutations: number;
  readonly seed: number;
  /** Number of the group of each row of the part; see createLabelPermuter. */
  readonly group_N: Uint32Array;
}

export interface RankedFeatures {
  /** AUROC - 1/2 of the activations themselves: below 0 where smaller ones are positive. */
  readonly difference_N: Float64Array;
  /** Under permuted labels: largest |AUROC - 1/2| over all features, one entry a permutation. */
  readonly null: NullStatistics;
}

/** Labels of so many permutations are held at once; more are another pass over the features. */
const permutationsAtOnce = 256;
/** Additions between two chances for others to run: some milliseconds. */
const additionsPerStep = 4_000_000;

/** Yields the share that is done. Firings on the part decide; what is not listed is 0. */
export function* rankFeatures(
  dictionaries: readonly PooledFeatures[],
  candidates: Candidates,
  part: PartRows,
  options: RankingOptions,
): Generator<number, RankedFeatures> {
  const difference_N = new Float64Array(candidates.feature_N.length);
  const results = new NullStatistics(options.permutations);
  const labels: GroupedLabels = { isPositive_N: part.isPositive_N, group_N: options.group_N };
  const next = createLabelPermuter(labels, options.seed);
  for (let done = 0; done < options.permutations; done += permutationsAtOnce) {
    const count = Math.min(permutationsAtOnce, options.permutations - done);
    const pass = new RankingPass(part, packLabels(next, part.count, count));
    let additions = 0;
    for (let n = 0; n < difference_N.length; n++) {
      const firings = pass.rank(dictionaries[candidates.dictionary_N[n]], candidates.feature_N[n]);
      difference_N[n] = pass.difference(firings);
      results.add(pass.differencesOfPermutations(firings), done);
      additions += (firings.length + 8) * count;
      if (additions < additionsPerStep) continue;
      additions = 0;
      yield (done + (count * n) / difference_N.length) / options.permutations;
    }
  }
  return { difference_N, null: results };
}

/** All features under some permutations. */
class RankingPass {
  private readonly sorter: FiringSorter;
  private readonly rank_K: Float64Array;
  private readonly room;
  private readonly scale_P: Float64Array;
  private readonly difference_P: Float64Array;

  constructor(
    private readonly part: PartRows,
    private readonly labels: PackedLabels,
  ) {
    this.sorter = new FiringSorter(part);
    this.rank_K = new Float64Array(part.count);
    this.room = roomForSums(labels);
    this.scale_P = labels.positives_P.map((positives) => scaleOf(part.count, positives));
    this.difference_P = new Float64Array(labels.count);
  }

  rank(features: PooledFeatures, feature: number): SortedFirings {
    const firings = this.sorter.sort(features, feature);
    writeDoubledRanks(firings, this.part.count, this.rank_K);
    return firings;
  }

  difference({ length, place_K }: SortedFirings): number {
    const { isPositive_N, positives, count } = this.part;
    let sum = 0;
    for (let k = 0; k < length; k++) if (isPositive_N[place_K[k]] === 1) sum += this.rank_K[k];
    return (sum - positives * length) * scaleOf(count, positives);
  }

  differencesOfPermutations({ length, place_K }: SortedFirings): Float64Array {
    const { labels, room, scale_P, difference_P } = this;
    sumRanksInto(labels, { length, place_K, rank_K: this.rank_K }, room);
    for (let p = 0; p < labels.count; p++)
      difference_P[p] = Math.abs(room.sum_P[p] - labels.positives_P[p] * length) * scale_P[p];
    return difference_P;
  }
}

function scaleOf(rows: number, positives: number): number {
  return 1 / (2 * positives * (rows - positives));
}
