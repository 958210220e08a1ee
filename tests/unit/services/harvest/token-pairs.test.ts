import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { SpillReader, writeSpill, type PairsOfFeature } from '../../../../services/harvest/spill-file.js';
import { Spills } from '../../../../services/harvest/spills.js';
import { TokenPairs, type PairSource } from '../../../../services/harvest/token-pairs.js';
import { TokenTally } from '../../../../services/harvest/token-tally.js';
import { expectResearchError } from '../../../support/expect-error.js';

const features = 6;
const vocabulary = 40;
interface Firing {
  readonly feature: number;
  readonly token: number;
  readonly activation: number;
}
const firing = fc.record({
  feature: fc.nat(features - 1),
  token: fc.nat(vocabulary - 1),
  activation: fc.integer({ min: 1, max: 4000 }).map((quarters) => quarters / 4),
});
const firings = fc.array(firing, { maxLength: 400 });

/** With a vocabulary of the tokens that occur, tables become dense; with a larger one they do not. */
function pairsOf(all: readonly Firing[], vocabularySize = vocabulary): TokenPairs {
  return addInto(new TokenPairs({ features, vocabularySize, limit: 1000 }), all);
}

function addInto(pairs: TokenPairs, all: readonly Firing[]): TokenPairs {
  for (let feature = 0; feature < features; feature++) {
    const own = all.filter((one) => one.feature === feature);
    pairs.add(feature, {
      row_N: Int32Array.from(own, (_, row) => row),
      token_R: Uint32Array.from(own, ({ token }) => token),
      activation_N: Float32Array.from(own, ({ activation }) => activation),
      from: 0,
      to: own.length,
    });
  }
  return pairs;
}

/** By token: firings and sum of all sources; quarters add up exactly in float64. */
function table(sources: PairSource | readonly PairSource[], feature: number): [number, number, number][] {
  const tally = new TokenTally(vocabulary);
  for (const source of [sources].flat()) source.addPairsInto(tally, feature);
  return tally
    .takePairs()
    .map(({ token, firings: count, whole, fraction }): [number, number, number] => [token, count, whole + fraction])
    .sort(([a], [b]) => a - b);
}

/** As a spill is given them. */
function pairsOfFeature(all: readonly Firing[]): PairsOfFeature {
  return (feature) => {
    const tally = new TokenTally(vocabulary);
    pairsOf(all).addPairsInto(tally, feature);
    return tally.takePairs();
  };
}

function expected(all: readonly Firing[], feature: number): [number, number, number][] {
  const byToken = new Map<number, [number, number, number]>();
  for (const { token, activation } of all.filter((one) => one.feature === feature)) {
    const [, count, sum] = byToken.get(token) ?? [token, 0, 0];
    byToken.set(token, [token, count + 1, sum + activation]);
  }
  return [...byToken.values()].sort(([a], [b]) => a - b);
}

function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'saeql-pairs-'));
  return work(folder).finally(() => rmSync(folder, { recursive: true }));
}

test('the table counts and sums every pair, whatever its tables grew to', () => {
  fc.assert(
    fc.property(firings, (all) => {
      for (const vocabularySize of [vocabulary, 1000]) {
        const pairs = pairsOf(all, vocabularySize);
        for (let feature = 0; feature < features; feature++)
          assert.deepEqual(table(pairs, feature), expected(all, feature));
      }
    }),
  );
});

test('merged tables and a cleared and refilled one hold what one table holds', () => {
  fc.assert(
    fc.property(firings, firings, (a, b) => {
      const merged = pairsOf(b);
      merged.mergeFrom(pairsOf(a));
      const refilled = pairsOf(b);
      refilled.clear();
      addInto(refilled, a);
      for (let feature = 0; feature < features; feature++) {
        assert.deepEqual(table(merged, feature), expected([...a, ...b], feature));
        assert.deepEqual(table(refilled, feature), expected(a, feature));
      }
    }),
  );
});

test('a spilled file gives back every feature, also when features are left out', () =>
  withFolder(async (folder) => {
    const all = [1, 3, 3, 5].map((feature, i) => ({ feature, token: i, activation: i + 0.25 }));
    const file = join(folder, 'spill');
    const { crc } = await writeSpill(file, pairsOfFeature(all), features);

    const reader = new SpillReader(file, crc);
    for (let feature = 0; feature < features; feature++)
      assert.deepEqual(table(reader, feature), expected(all, feature));
    reader.close();
  }));

test('a spilled file that is not the one that was written is refused', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'spill');
    await writeSpill(file, pairsOfFeature([{ feature: 0, token: 1, activation: 2 }]), features);

    const reader = new SpillReader(file, 12345);
    expectResearchError(() => reader.addPairsInto(new TokenTally(vocabulary), 0), 'STORE_CORRUPT');
    reader.close();
    writeFileSync(file, Buffer.alloc(7));
    expectResearchError(() => new SpillReader(file, 0), 'STORE_CORRUPT');
  }));

test('many spills are merged into few files and add up to one table', () =>
  withFolder(async (folder) => {
    const all = Array.from({ length: 2000 }, (_, i) => ({
      feature: (i * i) % features,
      token: (i * 7) % vocabulary,
      activation: 1 + (i % 9) / 4,
    }));
    const spills = new Spills(folder, '0');
    const tally = new TokenTally(vocabulary);
    for (let i = 0; i < all.length; i += 20) await spills.add(pairsOf(all.slice(i, i + 20)), tally);

    // 100 spills: one file of 64, four of 8, four of 1.
    assert.equal(spills.state.listed.length, 9);
    assert.ok(readdirSync(folder).length > 9, 'merged files stay until a checkpoint');
    const readers = spills.open();
    for (let feature = 0; feature < features; feature++)
      assert.deepEqual(table(readers, feature), expected(all, feature));
    for (const reader of readers) reader.close();
  }));

test('a tally ranks tokens by firings, ties by lower id, and tells how many make up 90%', () => {
  const tally = new TokenTally(vocabulary);
  const pair = (token: number, count: number) => ({ token, firings: count, whole: 2 * count, fraction: 0.5 });
  for (const each of [pair(9, 2), pair(30, 6), pair(4, 2), pair(9, 4)]) tally.add(each);

  const summary = tally.takeSummary();

  assert.deepEqual(summary.topTokens, [
    { tokenId: 9, firings: 6, meanActivation: 13 / 6 },
    { tokenId: 30, firings: 6, meanActivation: 12.5 / 6 },
    { tokenId: 4, firings: 2, meanActivation: 2.25 },
  ]);
  assert.equal(summary.firings, 14);
  assert.equal(summary.meanActivation, 30 / 14);
  assert.equal(summary.topTokenShare, 6 / 14);
  assert.equal(summary.tokensFor90Percent, 3);
  assert.deepEqual(tally.takeSummary(), {
    firings: 0,
    meanActivation: NaN,
    topTokens: [],
    topTokenShare: NaN,
    tokensFor90Percent: 0,
  });
});

test('nine firings of ten are 90%', () => {
  const tally = new TokenTally(vocabulary);
  tally.add({ token: 0, firings: 9, whole: 9, fraction: 0 });
  tally.add({ token: 1, firings: 1, whole: 1, fraction: 0 });

  assert.equal(tally.takeSummary().tokensFor90Percent, 1);
});
