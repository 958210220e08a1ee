import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { activationBinOfBits } from '../../../../domain/activation-bins.js';
import type { SparseActivations } from '../../../../engine/engine.js';
import { uncounted, type BatchRows } from '../../../../services/harvest/batch-rows.js';
import { FeatureAccumulator, sampledWindows } from '../../../../services/harvest/feature-accumulator.js';
import { sliceFirings } from '../../../../services/harvest/firing-slices.js';
import type { PairSource, TokenPair } from '../../../../services/harvest/token-pairs.js';
import { featureSeed, windowHash } from '../../../../services/harvest/window-hash.js';
import type { KeptWindow } from '../../../../services/harvest/window-heap.js';
import { expectResearchError } from '../../../support/expect-error.js';

const features = 4;
const windowTokens = 3;
const kept = 3;
const poolWindows = 10;

/** A window of the corpus: at each position a token (or one that is not counted) and every feature's activation. */
interface WindowCase {
  readonly index: number;
  readonly positions: readonly { readonly token: number; readonly activations_F: readonly number[] }[];
}

const position = fc.record({
  token: fc.oneof(fc.nat(5), fc.constant(uncounted)),
  // Few values, so that windows and positions tie.
  activations_F: fc.array(fc.constantFrom(0, 0, 0, 0.5, 1, 1.25, 3), { minLength: features, maxLength: features }),
});
const corpus = fc
  .array(fc.array(position, { minLength: 1, maxLength: windowTokens }), { maxLength: 120 })
  .map((windows) => windows.map((positions, index): WindowCase => ({ index, positions })));

function emptyAccumulator(): FeatureAccumulator {
  return new FeatureAccumulator({
    features,
    contextsPerFeature: kept,
    windowTokens,
    poolWindows,
    vocabularySize: 6,
    pairLimit: 1e6,
  });
}

/** Windows as one batch, each padded to a row of its own length. */
function batchOf(windows: readonly WindowCase[]): { readonly rows: BatchRows; readonly firings: SparseActivations } {
  const [row_N, feature_N, activation_N]: [number[], number[], number[]] = [[], [], []];
  const token_R = new Uint32Array(windows.length * windowTokens).fill(uncounted);
  windows.forEach(({ positions }, w) =>
    positions.forEach(({ token, activations_F }, t) => {
      token_R[w * windowTokens + t] = token;
      activations_F.forEach((activation, feature) => {
        if (activation === 0) return;
        row_N.push(w * windowTokens + t);
        feature_N.push(feature);
        activation_N.push(activation);
      });
    }),
  );
  const rows = {
    token_R,
    window_R: Uint32Array.from(token_R, (_, row) => Math.floor(row / windowTokens)),
    index_W: Uint32Array.from(windows, ({ index }) => index),
    firstRow_W: Uint32Array.from(windows, (_, w) => w * windowTokens),
    pool_W: Int32Array.from(windows, ({ index }) => (index < poolWindows ? index : -1)),
  };
  const firings = {
    row_N: Int32Array.from(row_N),
    feature_N: Int32Array.from(feature_N),
    activation_N: Float32Array.from(activation_N),
  };
  return { rows, firings };
}

function addInto(accumulator: FeatureAccumulator, windows: readonly WindowCase[], perSlice = 7): FeatureAccumulator {
  const { rows, firings } = batchOf(windows);
  for (const slice of sliceFirings(firings, rows, perSlice)) accumulator.add(firings, rows, slice);
  return accumulator;
}

function pairsIn(source: PairSource, feature: number): TokenPair[] {
  const pairs: TokenPair[] = [];
  source.addPairsInto({ add: (pair) => pairs.push(pair) }, feature);
  return pairs.sort((a, b) => a.token - b.token);
}

/** All that can be asked of an accumulator. */
function resultsOf(accumulator: FeatureAccumulator) {
  const { strongest, sample, counters, pool, pairs, arena } = accumulator;
  const contexts = (windows: readonly KeptWindow[]) =>
    windows.map(({ window, strength, peak, slot }) => ({
      window,
      strength,
      peak,
      activations: [...arena.read(slot, windowTokens)],
    }));
  return Array.from({ length: features }, (_, feature) => ({
    strongest: contexts(strongest.strongestFirst(feature)),
    sample: contexts(sample.strongestFirst(feature)),
    firingWindows: counters.firingWindows_F[feature],
    histogram: counters.histogram(feature),
    pool: [...pool.of(feature)],
    pairs: pairsIn(pairs, feature),
  }));
}

/** The same by listing and sorting everything. */
function bruteForce(windows: readonly WindowCase[]) {
  return Array.from({ length: features }, (_, feature) => {
    const firing = windows.map((window) => contextOf(window, feature)).filter(({ strength }) => strength > 0);
    const strongestFirst = [...firing].sort((a, b) => b.strength - a.strength || a.window - b.window);
    const hash = (window: number): number => windowHash(window, featureSeed(feature));
    const sampled = [...firing].sort((a, b) => hash(a.window) - hash(b.window)).slice(0, sampledWindows);
    const activations = firing.flatMap((context) => context.activations.filter((value) => value > 0));
    return {
      strongest: strongestFirst.slice(0, kept),
      sample: strongestFirst.filter((context) => sampled.includes(context)),
      firingWindows: firing.length,
      histogram: histogramOf(activations),
      pool: poolOf(firing.map(({ window }) => window)),
      pairs: pairsOf(windows, feature),
    };
  });
}

function contextOf({ index, positions }: WindowCase, feature: number) {
  const activations = Array.from({ length: windowTokens }, (_, t) => {
    const at = positions[t];
    return at === undefined || at.token === uncounted ? 0 : at.activations_F[feature];
  });
  const strength = Math.max(...activations);
  return { window: index, strength, peak: activations.indexOf(strength), activations };
}

const partsOf = (sum: number) => ({ whole: Math.floor(sum), fraction: sum - Math.floor(sum) });

function histogramOf(activations: readonly number[]) {
  const bins = [...new Uint32Array(Float32Array.from(activations).buffer)].map(activationBinOfBits);
  if (bins.length === 0) return { firstBin: 0, counts: [] };
  const firstBin = Math.min(...bins);
  const counts = Array.from({ length: Math.max(...bins) - firstBin + 1 }, () => 0);
  for (const bin of bins) counts[bin - firstBin]++;
  return { firstBin, counts };
}

function poolOf(windows: readonly number[]): number[] {
  const bytes = Array.from({ length: Math.ceil(poolWindows / 8) }, () => 0);
  for (const window of windows) if (window < poolWindows) bytes[window >> 3] |= 1 << (window & 7);
  return bytes;
}

function pairsOf(windows: readonly WindowCase[], feature: number) {
  const sums = new Map<number, { firings: number; sum: number }>();
  for (const { token, activations_F } of windows.flatMap(({ positions }) => positions)) {
    if (token === uncounted || activations_F[feature] === 0) continue;
    const before = sums.get(token) ?? { firings: 0, sum: 0 };
    sums.set(token, { firings: before.firings + 1, sum: before.sum + activations_F[feature] });
  }
  return [...sums]
    .map(([token, { firings, sum }]) => ({ token, firings, ...partsOf(sum) }))
    .sort((a, b) => a.token - b.token);
}

test('the accumulator finds what listing and sorting everything finds, ties included', () => {
  fc.assert(
    fc.property(corpus, fc.integer({ min: 1, max: 40 }), (windows, perSlice) =>
      assert.deepEqual(resultsOf(addInto(emptyAccumulator(), windows, perSlice)), bruteForce(windows)),
    ),
  );
});

test('the order in which windows arrive changes nothing', () => {
  fc.assert(
    fc.property(corpus, fc.integer(), (windows, seed) => {
      const shuffled = [...windows].sort((a, b) => windowHash(a.index, seed) - windowHash(b.index, seed));
      const one = emptyAccumulator();
      for (const window of shuffled) addInto(one, [window]);
      assert.deepEqual(resultsOf(one), resultsOf(addInto(emptyAccumulator(), windows)));
    }),
  );
});

test('parts merged in any order and grouping give what one accumulator gives, and an empty one changes nothing', () => {
  fc.assert(
    fc.property(corpus, fc.integer(), (windows, seed) => {
      const part = (which: number) =>
        addInto(
          emptyAccumulator(),
          windows.filter(({ index }) => windowHash(index, seed) % 4 === which),
        );
      const merge = (a: FeatureAccumulator, b: FeatureAccumulator): FeatureAccumulator => {
        a.mergeFrom(b);
        return a;
      };
      const whole = resultsOf(addInto(emptyAccumulator(), windows));
      assert.deepEqual(resultsOf(merge(merge(part(0), part(1)), merge(part(2), part(3)))), whole);
      assert.deepEqual(resultsOf(merge(part(3), merge(part(1), merge(part(2), part(0))))), whole);
      assert.deepEqual(
        resultsOf(merge(merge(emptyAccumulator(), addInto(emptyAccumulator(), windows)), emptyAccumulator())),
        whole,
      );
    }),
  );
});

test('an activation that is not finite is refused with the feature that has it', () => {
  for (const activation of [Infinity, NaN]) {
    const windows = [{ index: 0, positions: [{ token: 1, activations_F: [0, 0, activation, 1] }] }];
    const error = expectResearchError(() => addInto(emptyAccumulator(), windows), 'ACTIVATION_NOT_FINITE');
    assert.equal(error.at, 'feature 2');
  }
});
