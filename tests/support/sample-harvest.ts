/** Made-up harvests: features that fire rarely, every one a little different, the same for the same seed. */
import type { StoredContext } from '../../domain/context.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { FeatureColumns, HarvestedFeature, HarvestSnapshotWriter, PoolWindow } from '../../store/store.js';

/** Uniform in [0, 1); mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface ContextShape {
  readonly positions: number;
  /** Share of the other positions that fire. */
  readonly density: number;
}

export function sampleContext(random: () => number, { positions, density }: ContextShape): StoredContext {
  const maxActivation = Math.fround(1 + 9 * random());
  const peak = Math.floor(random() * positions);
  const activations = Float32Array.from({ length: positions }, (_, t) =>
    t === peak ? maxActivation : random() < density ? maxActivation * (0.01 + 0.98 * random()) : 0,
  );
  const document = Math.floor(random() * 50_000);
  return { document, start: Math.floor(random() * 900), insertedBos: random() < 0.1, peak, maxActivation, activations };
}

export interface FeatureShape extends ContextShape {
  readonly contexts: number;
}

/** 32 contexts of 64 tokens of which about 3 fire. */
export const sparseShape: FeatureShape = { contexts: 32, positions: 64, density: 2 / 63 };

export function sampleFeature(random: () => number, shape: FeatureShape = sparseShape): HarvestedFeature {
  const contexts = (count: number) => Array.from({ length: count }, () => sampleContext(random, shape));
  return {
    topContexts: contexts(shape.contexts),
    sampledContexts: contexts(Math.floor(shape.contexts / 2)),
    firingWindows: Math.floor(random() * 10_000),
    histogram: { firstBin: 90, counts: Array.from({ length: 12 }, () => Math.floor(random() * 500)) },
    topTokens: Array.from({ length: 20 }, (_, i) => ({
      tokenId: Math.floor(random() * 50_000),
      firings: 1000 - i,
      meanActivation: Math.fround(random()),
    })),
    firesInPool: Uint8Array.from({ length: 64 }, () => (random() < 0.2 ? 1 : 0)),
  };
}

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
