/** Small made-up harvests, for tests of what is read from one. */
import type { StoredContext } from '../../domain/context.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import { encodeIndexSet } from '../../domain/index-set.js';
import type { FeatureColumns } from '../../store/store.js';

export function syntheticDictionary(size: number, changes: Partial<DictionaryRecord> = {}): DictionaryRecord {
  return {
    name: 'tiny/mlp_out.0/a',
    model: 'tiny',
    hookPoint: 'mlp_out.0',
    outputHookPoint: 'mlp_out.0',
    architecture: 'STANDARD',
    size,
    width: 4,
    digest: 'd'.repeat(64),
    forward: { subtractsDecoderBias: true },
    provenance: { format: 'synthetic', files: [], tensors: [], folds: [], config: {} },
    ...changes,
  };
}

/** The dictionary without some of its features, under another name. */
export function syntheticPruning(root: DictionaryRecord, gone: readonly number[], name = 'pruned'): DictionaryRecord {
  const size = root.size - gone.length;
  const goneIndices = encodeIndexSet(gone, root.size);
  const pruning = { of: root.name, root: root.name, removed: gone.length, indexRange: root.size, goneIndices };
  return { ...root, name, size, digest: 'e'.repeat(64), pruning };
}

export function syntheticHarvest(changes: Partial<HarvestRecord> = {}): HarvestRecord {
  return {
    id: 'harvest-1',
    dictionary: 'tiny/mlp_out.0/a',
    dictionaryDigest: 'd'.repeat(64),
    corpus: 'stories',
    corpusDigest: 'c'.repeat(64),
    tokenFile: 'tokens',
    tokens: 1000,
    options: { contextsPerFeature: 4, windowTokens: 4, contextTokens: 8, includeSpecialTokens: false },
    digest: 'h'.repeat(64),
    finishedAt: '2026-01-01T00:00:00.000Z',
    dead: 0,
    over10Percent: 0,
    ...changes,
  };
}

/** What decides a feature's columns; a feature without firings is dead. */
export interface SyntheticFeature {
  readonly firings: number;
  readonly maxActivation?: number;
  readonly topTokenShare?: number;
}

export function syntheticColumns(features: readonly SyntheticFeature[]): FeatureColumns {
  const alive = (value: number | undefined, { firings }: SyntheticFeature) => (firings === 0 ? NaN : (value ?? 1));
  return {
    firings_F: Float64Array.from(features, ({ firings }) => firings),
    maxActivation_F: Float32Array.from(features, ({ firings, maxActivation }) =>
      firings === 0 ? 0 : (maxActivation ?? 1),
    ),
    meanActivation_F: Float64Array.from(features, (feature) => alive(0.5, feature)),
    topTokenShare_F: Float64Array.from(features, (feature) => alive(feature.topTokenShare, feature)),
    tokensFor90Percent_F: Uint32Array.from(features, ({ firings }) => (firings === 0 ? 0 : 3)),
  };
}

/** A context whose strongest position is its first. */
export function syntheticContext(strength: number, changes: Partial<StoredContext> = {}): StoredContext {
  return {
    document: 0,
    start: 0,
    insertedBos: false,
    peak: 0,
    maxActivation: Math.fround(strength),
    activations: Float32Array.of(strength, 0, 0, 0),
    ...changes,
  };
}
