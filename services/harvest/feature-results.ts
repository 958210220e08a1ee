/** Turns what was gathered of a dictionary into what a snapshot keeps of each feature. */
import type { StoredContext } from '../../domain/context.js';
import type { FeatureColumns, HarvestedFeature } from '../../store/store.js';
import { tokensOfRun } from '../corpus-pass/run-tokens.js';
import type { RowRules } from './batch-rows.js';
import type { DictionaryState } from './dictionary-state.js';
import type { PairSource } from './token-pairs.js';
import type { TokenSummary } from './token-tally.js';
import type { KeptWindow } from './window-heap.js';

/** Everything a harvest tells of one feature. */
export interface FeatureResult extends HarvestedFeature, TokenSummary {
  /** Distinct tokens on which it fires in its top contexts. */
  readonly firedTokenIds: ReadonlySet<number>;
}

/** One feature's result; features must be asked for in ascending order. */
export function featureResult(
  feature: number,
  { state, rules, pairs }: { state: DictionaryState; rules: RowRules; pairs: readonly PairSource[] },
): FeatureResult {
  const { accumulator, tally } = state;
  const toContexts = (kept: readonly KeptWindow[]): StoredContext[] =>
    kept.map((window) => toContext(window, state, rules));
  for (const source of pairs) source.addPairsInto(tally, feature);
  const topContexts = toContexts(accumulator.strongest.strongestFirst(feature));
  return {
    topContexts,
    sampledContexts: toContexts(accumulator.sample.strongestFirst(feature)),
    firingWindows: accumulator.counters.firingWindows_F[feature],
    histogram: accumulator.counters.histogram(feature),
    firesInPool: accumulator.pool.of(feature),
    firedTokenIds: firedTokens(topContexts, rules),
    ...tally.takeSummary(),
  };
}

function toContext(kept: KeptWindow, { accumulator }: DictionaryState, { cut }: RowRules): StoredContext {
  const { document, start, insertedBos, positions } = cut.window(kept.window);
  const activations = accumulator.arena.read(kept.slot, positions);
  activations[kept.peak] = kept.strength;
  return { document, start, insertedBos, peak: kept.peak, maxActivation: kept.strength, activations };
}

function firedTokens(contexts: readonly StoredContext[], rules: RowRules): ReadonlySet<number> {
  const fired = new Set<number>();
  for (const context of contexts) addFiredTokensInto(fired, context, rules);
  return fired;
}

function addFiredTokensInto(
  fired: Set<number>,
  { document, start, insertedBos, activations }: StoredContext,
  rules: RowRules,
): void {
  const tokens = activations.length - (insertedBos ? 1 : 0);
  const tokenIds = tokensOfRun({ document, start, insertedBos, tokens }, rules);
  for (let t = 0; t < activations.length; t++) if (activations[t] > 0) fired.add(tokenIds[t]);
}

/** Columns of so many features that never fire. */
export function emptyColumns(features: number): FeatureColumns {
  return {
    firings_F: new Float64Array(features),
    maxActivation_F: new Float32Array(features),
    meanActivation_F: new Float64Array(features).fill(NaN),
    topTokenShare_F: new Float64Array(features).fill(NaN),
    tokensFor90Percent_F: new Uint32Array(features),
  };
}

/** Enters a feature's numbers. */
export function enterColumnsInto(columns: FeatureColumns, feature: number, result: FeatureResult): void {
  columns.firings_F[feature] = result.firings;
  columns.maxActivation_F[feature] = result.topContexts[0]?.maxActivation ?? 0;
  columns.meanActivation_F[feature] = result.meanActivation;
  columns.topTokenShare_F[feature] = result.topTokenShare;
  columns.tokensFor90Percent_F[feature] = result.tokensFor90Percent;
}
