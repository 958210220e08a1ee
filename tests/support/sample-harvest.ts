/** Made-up harvests for tests. */
import { sampleFeature } from '../../bench/sample-features.js';
import { createRandom } from '../../domain/seeded-random.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { FeatureColumns, HarvestSnapshotWriter, PoolWindow } from '../../store/store.js';

export function sampleColumns(features: number): FeatureColumns {
  return {
    firings_F: Float64Array.from({ length: features }, (_, f) => f * 3),
    maxActivation_F: Float32Array.from({ length: features }, (_, f) => f / 7),
    meanActivation_F: Float64Array.from({ length: features }, (_, f) => (f % 5 === 0 ? NaN : f / 11)),
    topTokenShare_F: Float64Array.from({ length: features }, (_, f) => (f % 5 === 0 ? NaN : 1 / (f + 1))),
    tokensFor90Percent_F: Uint32Array.from({ length: features }, (_, f) => f % 100),
  };
}

export const samplePool: readonly PoolWindow[] = [
  { document: 0, start: 0, insertedBos: false, positions: 64 },
  { document: 70_000, start: 1023, insertedBos: true, positions: 17 },
];

/** Tokens on which the sample feature fires: 7 for all, and its own index. */
export const sampleFiredTokens = (index: number): number[] => [7, index, index];

export function writeSampleFeatures(writer: HarvestSnapshotWriter, features: number, seed = 1): void {
  for (let f = 0; f < features; f++) {
    writer.addFeature(f, sampleFeature(createRandom(seed * 1_000_003 + f)), sampleFiredTokens(f));
  }
}

export function sampleHarvestRecord(overrides: Partial<HarvestRecord> & { readonly id: string }): HarvestRecord {
  return {
    dictionary: 'tiny/mlp_out.0/0_8',
    dictionaryDigest: 'd1',
    corpus: 'stories',
    corpusDigest: 'c1',
    tokenFile: 'none',
    tokens: 1000,
    options: { contextsPerFeature: 32, windowTokens: 64, contextTokens: 512, includeSpecialTokens: false },
    digest: 'not computed',
    finishedAt: '2025-01-01T00:00:00.000Z',
    dead: 0,
    over10Percent: 0,
    ...overrides,
  };
}
