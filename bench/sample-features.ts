/** Made-up features, the same for the same seed: what measurements and tests of the store write. */
import type { StoredContext } from '../domain/context.js';
import type { HarvestedFeature } from '../store/store.js';

export interface ContextShape {
  readonly positions: number;
  /** Share of the other positions that fire. */
  readonly density: number;
}

function sampleContext(random: () => number, { positions, density }: ContextShape): StoredContext {
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

/** The same, firing on nearly every token. */
export const denseShape: FeatureShape = { contexts: 32, positions: 64, density: 0.85 };

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
