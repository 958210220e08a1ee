/** Compares a published harvest snapshot with a harvest by brute force, feature by feature. */
import assert from 'node:assert/strict';
import { activationBinEdge } from '../../domain/activation-bins.js';
import type { StoredContext } from '../../domain/context.js';
import type { HarvestOptions } from '../../domain/harvest.js';
import type { HarvestSnapshot } from '../../store/store.js';
import type { BruteForceFeature, BruteForceHarvest, FiringWindow } from './brute-force-harvest.js';

/** float16 keeps 11 significant bits, and below 2^-14 steps of 2^-24. */
const halfTolerance = (value: number): number => Math.max(value * 2 ** -11, 2 ** -25);

export function expectSameHarvest(snapshot: HarvestSnapshot, truth: BruteForceHarvest, options: HarvestOptions): void {
  const indices = truth.features.map((_, index) => index);
  const topContexts = snapshot.topContexts(indices);
  truth.features.forEach((feature, index) => {
    expectSameColumns(snapshot, feature, index);
    expectSameTopContexts(topContexts[index], feature.windows.slice(0, options.contextsPerFeature), index);
    expectSampleOfFirings(snapshot, feature, index);
    expectSameHistogram(snapshot, feature, index);
    expectSameTopTokens(snapshot, feature, index);
    expectFiringPool(snapshot, feature, index);
  });
}

function expectSameColumns({ columns }: HarvestSnapshot, feature: BruteForceFeature, index: number): void {
  assert.equal(columns.firings_F[index], feature.firings, `firings of feature ${index}`);
  assert.equal(columns.maxActivation_F[index], feature.maximum, `maximum of feature ${index}`);
  if (feature.firings === 0) {
    assert.ok(Number.isNaN(columns.meanActivation_F[index]) && Number.isNaN(columns.topTokenShare_F[index]));
    assert.equal(columns.tokensFor90Percent_F[index], 0);
    return;
  }
  const mean = feature.sum / feature.firings;
  // The brute force adds in float64, one rounding of 2^-53 an addition; 1e-10 holds for some 500,000 of them.
  assert.ok(
    Math.abs(columns.meanActivation_F[index] - mean) <= 1e-10 * mean,
    `mean of feature ${index}: ${columns.meanActivation_F[index]} instead of ${mean}`,
  );
  const commonestFirst = [...feature.byToken.values()].map((token) => token.firings).sort((a, b) => b - a);
  assert.equal(
    columns.topTokenShare_F[index],
    commonestFirst[0] / feature.firings,
    `share of the commonest token of feature ${index}`,
  );
  let covered = 0;
  const needed = commonestFirst.findIndex((firings) => (covered += firings) >= 0.9 * feature.firings) + 1;
  assert.equal(columns.tokensFor90Percent_F[index], needed, `tokens for 90% of feature ${index}`);
}

function expectSameTopContexts(
  stored: readonly StoredContext[],
  expected: readonly FiringWindow[],
  index: number,
): void {
  assert.equal(stored.length, expected.length, `number of contexts of feature ${index}`);
  stored.forEach((context, rank) => expectSameWindow(context, expected[rank], `context ${rank} of feature ${index}`));
}

function expectSameWindow(context: StoredContext, window: FiringWindow, what: string): void {
  const { document, start, insertedBos, peak, maxActivation } = context;
  const { strength } = window;
  assert.deepEqual(
    { document, start, insertedBos, peak, maxActivation },
    {
      document: window.document,
      start: window.start,
      insertedBos: window.insertedBos,
      peak: window.peak,
      maxActivation: strength,
    },
    what,
  );
  assert.equal(context.activations.length, window.activations.length, `${what}: length`);
  window.activations.forEach((activation, position) => {
    const difference = Math.abs(context.activations[position] - activation);
    assert.ok(
      difference <= halfTolerance(activation),
      `${what}, position ${position}: ${context.activations[position]} instead of ${activation}`,
    );
  });
}

function expectSampleOfFirings(snapshot: HarvestSnapshot, feature: BruteForceFeature, index: number): void {
  const { contexts, firingWindows } = snapshot.sampledContexts(index);
  assert.equal(firingWindows, feature.windows.length, `firing windows of feature ${index}`);
  assert.equal(contexts.length, Math.min(64, feature.windows.length), `sample of feature ${index}`);
  const byPlace = new Map(feature.windows.map((window) => [place(window), window]));
  assert.equal(new Set(contexts.map(place)).size, contexts.length, `the sample of feature ${index} repeats no window`);
  for (const context of contexts)
    expectSameWindow(context, byPlace.get(place(context))!, `sampled context of feature ${index}`);
}

const place = (window: { readonly document: number; readonly start: number; readonly insertedBos: boolean }): string =>
  `${window.document}/${window.start}/${window.insertedBos}`;

function expectSameHistogram(snapshot: HarvestSnapshot, feature: BruteForceFeature, index: number): void {
  const { firstBin, counts } = snapshot.histogram(index);
  const expected = counts.map(() => 0);
  for (const activation of feature.windows.flatMap((window) => window.activations.filter((value) => value > 0))) {
    expected[counts.findIndex((_, bin) => activation < activationBinEdge(firstBin + bin + 1))] += 1;
  }
  assert.deepEqual([...counts], expected, `histogram of feature ${index}`);
}

function expectSameTopTokens(snapshot: HarvestSnapshot, feature: BruteForceFeature, index: number): void {
  const expected = [...feature.byToken]
    .map(([tokenId, { firings, sum }]) => ({ tokenId, firings, mean: sum / firings }))
    .sort((a, b) => b.firings - a.firings || a.tokenId - b.tokenId)
    .slice(0, 100);
  const stored = snapshot.topTokens(index);
  assert.deepEqual(
    stored.map(({ tokenId, firings }) => ({ tokenId, firings })),
    expected.map(({ tokenId, firings }) => ({ tokenId, firings })),
    `commonest tokens of feature ${index}`,
  );
  // Means of tokens may be kept in float32: relative 2^-24.
  stored.forEach((token, rank) =>
    assert.ok(
      Math.abs(token.meanActivation - expected[rank].mean) <= 2 ** -23 * expected[rank].mean,
      `mean of a token of feature ${index}`,
    ),
  );
}

function expectFiringPool(snapshot: HarvestSnapshot, feature: BruteForceFeature, index: number): void {
  const firing = new Set(feature.windows.map(place));
  const bits = snapshot.firesInPool(index);
  snapshot.pool.forEach((window, number) => {
    const fires = ((bits[number >> 3] >> (number & 7)) & 1) === 1;
    assert.equal(fires, firing.has(place(window)), `feature ${index} in window ${number} of the pool`);
  });
}
