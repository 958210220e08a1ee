/** Comparing dictionaries by ONNX Runtime in worker threads, against comparing every pair in float64. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { createEngine } from '../../../engine/index.js';
import type { BestMatches, VectorSource } from '../../../engine/index.js';
import { createNormal } from '../../../engine/similarity/normal-numbers.js';
import { bestByBruteForce, cosine64, randomVectors } from '../../support/compared-vectors.js';
import { expectError } from '../../support/expect-error.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { writeVectorDictionary } from '../../support/vector-dictionary.js';

const scratch = temporaryFolder();
const engine = createEngine({ providers: ['cpu'], threads: 2 });
after(() => engine.close());

const width = 40;
/** Both sides are rounded to float32 once (6e-8 of every component), the result once more. */
const tolerance = 2e-7;

let written = 0;
function dictionaryOf(decoder_FD: Float32Array, encoder_FD?: Float32Array): Promise<VectorSource> {
  return writeVectorDictionary({ folder: join(scratch, `d${written++}`), width, decoder_FD, encoder_FD });
}

function assertMatches(found: BestMatches, own: Float32Array, other: Float32Array): void {
  const expected = bestByBruteForce(own, other, width);
  assert.equal(found.cosine_N.length, expected.length);
  expected.forEach(({ cosine, row, gap }, n) => {
    assert.ok(Math.abs(found.cosine_N[n] - cosine) <= tolerance);
    if (gap > tolerance) assert.equal(found.match_N[n], row);
  });
  const mean = expected.reduce((sum, { cosine }) => sum + cosine, 0) / expected.length;
  assert.ok(Math.abs(found.meanMaxCosine - mean) <= tolerance);
}

describe('comparing two dictionaries', () => {
  const decoderOfTruth = randomVectors(1500, width, 1);
  const decoderOfQuery = randomVectors(2300, width, 2);
  decoderOfQuery.fill(0, 7 * width, 9 * width);

  test('finds the best match of every feature in both directions', async () => {
    const truth = await dictionaryOf(decoderOfTruth);
    const query = await dictionaryOf(decoderOfQuery);
    const shares: number[] = [];
    const found = await engine.compareDictionaries({ truth, query }, { onProgress: (share) => shares.push(share) });

    assertMatches(found.ofTruth, decoderOfTruth, decoderOfQuery);
    assertMatches(found.ofQuery, decoderOfQuery, decoderOfTruth);
    assert.deepEqual([found.ofTruth.zeroVectors, found.ofQuery.zeroVectors], [0, 2]);
    assert.ok(shares.every((share, n) => share <= 1 && (n === 0 || share >= shares[n - 1])));
  });

  test('compares the features that are asked for, by decoder or encoder, and names them by their index', async () => {
    const some = (keep: (feature: number) => boolean): Uint32Array =>
      Uint32Array.from({ length: 1500 }, (_, feature) => feature).filter(keep);
    const encoder = randomVectors(1500, width, 3);
    const whole = await dictionaryOf(decoderOfTruth, encoder);
    const odd = { ...whole, vectors: 'ENCODER', feature_N: some((feature) => feature % 2 === 1) } as const;
    const low = { ...whole, vectors: 'ENCODER', feature_N: some((feature) => feature < 900) } as const;
    const { ofTruth, ofQuery } = await engine.compareDictionaries({ truth: odd, query: low });

    assert.deepEqual(ofTruth.feature_N, odd.feature_N);
    for (const [n, feature] of ofTruth.feature_N.entries())
      if (feature < 900) assert.deepEqual([ofTruth.match_N[n], ofTruth.cosine_N[n]], [feature, 1]);
    const vectorOf = (feature: number) => encoder.subarray(feature * width, (feature + 1) * width);
    for (const [n, feature] of ofQuery.feature_N.entries())
      assert.ok(Math.abs(cosine64(vectorOf(feature), vectorOf(ofQuery.match_N[n])) - ofQuery.cosine_N[n]) <= tolerance);
  });

  test('finds every feature of a dictionary in itself', async () => {
    const source = await dictionaryOf(decoderOfTruth);
    const { ofTruth, ofQuery } = await engine.compareDictionaries({ truth: source, query: source });

    assert.equal(ofTruth.meanMaxCosine, 1);
    assert.deepEqual(ofTruth.match_N, ofTruth.feature_N);
    assert.deepEqual(ofQuery, ofTruth);
  });

  test('gives the same bits with one thread as with two', async () => {
    const pair = { truth: await dictionaryOf(decoderOfTruth), query: await dictionaryOf(decoderOfQuery) };
    const alone = createEngine({ providers: ['cpu'], threads: 1 });

    assert.deepEqual(await alone.compareDictionaries(pair), await engine.compareDictionaries(pair));
    await alone.close();
  });

  test('is refused for widths that differ, weights that are not finite, and no or unknown features', async () => {
    const truth = await dictionaryOf(decoderOfTruth);
    const broken = decoderOfTruth.slice();
    broken[123 * width + 5] = NaN;
    const narrow = await writeVectorDictionary({
      folder: join(scratch, 'narrow'),
      width: 20,
      decoder_FD: decoderOfTruth,
    });
    const compare = (query: VectorSource) => engine.compareDictionaries({ truth, query });

    await expectError(() => compare(narrow), 'DICTIONARY_WIDTH_MISMATCH', { message: /test\/narrow 20/ });
    const notFinite = await dictionaryOf(broken);
    await expectError(() => compare(notFinite), 'DICTIONARY_FILE_INVALID', { message: /not finite.*feature 123/ });
    await expectError(() => compare({ ...truth, feature_N: new Uint32Array(0) }), 'ARGUMENT_INVALID');
    await expectError(() => compare({ ...truth, feature_N: Uint32Array.of(3, 1500) }), 'FEATURE_NOT_FOUND');
    await expectError(() => compare({ ...truth, folder: join(scratch, 'missing') }), 'FILE_NOT_FOUND');
  });

  test('can be cancelled, before and between its pieces', async () => {
    const large = randomVectors(12_000, width, 4);
    const pair = { truth: await dictionaryOf(large), query: await dictionaryOf(large) };
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();

    await expectError(() => engine.matchFeatures(pair, { signal: AbortSignal.abort() }), 'CANCELLED');
    await expectError(() => engine.matchFeatures(pair, { signal: controller.signal, onProgress }), 'CANCELLED');
  });
});

describe('matching the features of two dictionaries', () => {
  test('finds a hidden order, and leaves vectors of length 0 alone', async () => {
    const truth_FD = randomVectors(700, width, 5);
    const query_FD = randomVectors(900, width, 6);
    for (let feature = 0; feature < 700; feature++)
      query_FD.set(truth_FD.subarray(feature * width, (feature + 1) * width), (899 - feature) * width);
    truth_FD.fill(0, 3 * width, 4 * width);
    const pair = { truth: await dictionaryOf(truth_FD), query: await dictionaryOf(query_FD) };
    const matching = await engine.matchFeatures(pair);

    const expected = Array.from({ length: 700 }, (_, feature) => feature).filter((feature) => feature !== 3);
    assert.equal(matching.exact, true);
    assert.equal(matching.meanCosine, 1);
    assert.deepEqual([...matching.truthFeature_N], expected);
    assert.deepEqual(
      [...matching.queryFeature_N],
      expected.map((feature) => 899 - feature),
    );
  });

  test('does not depend on which dictionary is named first', async () => {
    const [truth, query] = [await dictionaryOf(randomVectors(300, width, 7)), await dictionaryOf(randomVectors(200, width, 8))]; // prettier-ignore
    const there = await engine.matchFeatures({ truth, query });
    const back = await engine.matchFeatures({ truth: query, query: truth });

    const pairs = (a: Uint32Array, b: Uint32Array) => Array.from(a, (feature, n) => `${feature} ${b[n]}`).sort();
    assert.equal(there.cosine_N.length, 200);
    assert.deepEqual(
      pairs(there.truthFeature_N, there.queryFeature_N),
      pairs(back.queryFeature_N, back.truthFeature_N),
    );
  });
});

describe('comparing random vectors', () => {
  const shape = { truthCount: 300, queryCount: 500, width: 16 };

  test('is the same for a seed, and has a mean and a deviation over its draws', async () => {
    const first = await engine.compareRandomVectors({ ...shape, seed: 1 });

    assert.deepEqual(await engine.compareRandomVectors({ ...shape, seed: 1 }), first);
    assert.notDeepEqual(await engine.compareRandomVectors({ ...shape, seed: 2 }), first);
    assert.equal(first.meanMaxCosine.draws.length, 8);
    assert.equal(new Set(first.meanMaxCosine.draws).size, 8);
    const mean = first.reverse.draws.reduce((sum, draw) => sum + draw, 0) / 8;
    const squares = first.reverse.draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0);
    assert.ok(Math.abs(first.reverse.mean - mean) < 1e-12);
    assert.ok(Math.abs(first.reverse.deviation - Math.sqrt(squares / 7)) < 1e-12);
  });

  // In the plane a cosine is that of an angle: among m random directions the mean of the largest is known exactly,
  // the integral of (1 - angle / π)^m sin(angle) taken from 1; 0.99997 for m = 500 and 1 - 6e-5 up to its spread.
  test('gives what geometry says for directions in the plane', async () => {
    const { meanMaxCosine } = await engine.compareRandomVectors({ truthCount: 20_000, queryCount: 20, width: 2, seed: 3, draws: 4 }); // prettier-ignore
    let expected = 1;
    const steps = 100_000;
    for (let step = 0; step < steps; step++) {
      const angle = ((step + 0.5) * Math.PI) / steps;
      expected -= ((1 - angle / Math.PI) ** 20 * Math.sin(angle) * Math.PI) / steps;
    }
    // One draw of 20 query vectors spreads by about 0.004.
    assert.ok(Math.abs(meanMaxCosine.mean - expected) < 0.01, `${meanMaxCosine.mean} is not ${expected}`);
  });

  test('is higher for vectors that are all alike, when it is asked to be like them', async () => {
    const decoder_FD = randomVectors(400, width, 9).map((value, at) => value + (at % width === 0 ? 5 : 0));
    const like = await dictionaryOf(decoder_FD);
    const request = { truthCount: 400, queryCount: 400, width, seed: 1, draws: 2 };
    const uniform = await engine.compareRandomVectors(request);
    const alike = await engine.compareRandomVectors({ ...request, like });
    const { ofTruth } = await engine.compareDictionaries({
      truth: like,
      query: await dictionaryOf(randomVectors(400, width, 10).map((value, at) => value + (at % width === 0 ? 5 : 0))),
    });

    assert.ok(uniform.meanMaxCosine.mean < 0.55);
    // The vectors have independent components, so their moments describe them: 400 rows spread by less than 0.01.
    assert.ok(Math.abs(alike.meanMaxCosine.mean - ofTruth.meanMaxCosine) < 0.01);
  });
});

describe('random vectors with the moments of given ones', () => {
  const shape = { truthCount: 200, queryCount: 300 };

  /** Independent normal coefficients of as many random directions as the rank. */
  function vectorsOfRank({
    count,
    rank,
    width: D,
    seed,
  }: {
    count: number;
    rank: number;
    width: number;
    seed: number;
  }) {
    const normal = createNormal(seed, 7);
    const vectors = Array.from({ length: count }, () => new Float32Array(D));
    for (let r = 0; r < rank; r++) {
      const direction = rank === D ? Array.from({ length: D }, (_, d) => Number(d === r)) : Array.from({ length: D }, normal); // prettier-ignore
      for (const vector of vectors) {
        const coefficient = normal();
        direction.forEach((component, d) => (vector[d] += coefficient * component));
      }
    }
    return Float32Array.from(vectors.flatMap((vector) => [...vector]));
  }

  async function bothBaselines(made: { count: number; rank: number; width: number; seed: number }) {
    const folder = join(scratch, `d${written++}`);
    const like = await writeVectorDictionary({ folder, width: made.width, decoder_FD: vectorsOfRank(made) });
    const request = { ...shape, width: made.width, seed: made.seed };
    const [uniform, alike] = [await engine.compareRandomVectors(request), await engine.compareRandomVectors({ ...request, like })]; // prettier-ignore
    return (['meanMaxCosine', 'reverse'] as const).map((direction) => ({
      uniform: uniform[direction].mean,
      alike: alike[direction].mean,
      deviation: Math.hypot(uniform[direction].deviation, alike[direction].deviation),
    }));
  }

  // The covariance of 2,000 isotropic vectors of width 16 is itself a little uneven, which moves the baseline by 0.2 to 0.5
  // deviations of their difference; twice the deviation is the bound.
  test('reach what uniform ones reach where the given ones are isotropic', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(8, 16), fc.nat(1000), async (D, seed) => {
        for (const { uniform, alike, deviation } of await bothBaselines({ count: 2000, rank: D, width: D, seed }))
          assert.ok(Math.abs(alike - uniform) < 2 * deviation, `${alike} and ${uniform} ± ${deviation}`);
      }),
      { numRuns: 5 },
    );
  });

  test('reach far more where the given ones lie in few dimensions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.nat(1000), async (rank, seed) => {
        for (const { uniform, alike, deviation } of await bothBaselines({ count: 500, rank, width: 16, seed }))
          assert.ok(alike > uniform + 20 * deviation, `${alike} and ${uniform} ± ${deviation}`);
      }),
      { numRuns: 5 },
    );
  });

  test('are the same for a seed, and others for another', async () => {
    const like = await dictionaryOf(randomVectors(300, width, 13));
    const request = { ...shape, width, like, draws: 2 };
    const first = await engine.compareRandomVectors({ ...request, seed: 1 });

    assert.deepEqual(await engine.compareRandomVectors({ ...request, seed: 1 }), first);
    assert.notDeepEqual(await engine.compareRandomVectors({ ...request, seed: 2 }), first);
  });

  test('have no direction where the given ones have none, and one where they have one', async () => {
    const of = async (row: readonly number[]) => {
      const like = await dictionaryOf(Float32Array.from({ length: 100 * width }, (_, at) => row[at % width]));
      return (await engine.compareRandomVectors({ ...shape, width, like, seed: 1, draws: 2 })).meanMaxCosine.mean;
    };

    assert.equal(await of(new Array<number>(width).fill(0)), 0);
    assert.equal(await of(Array.from({ length: width }, (_, d) => d - 3)), 1);
  });
});

describe('the nearest features', () => {
  const decoder_FD = randomVectors(30_000, width, 11);
  decoder_FD.copyWithin(29_000 * width, 0, 100 * width);
  decoder_FD.fill(0, 500 * width, 501 * width);
  const vectorOf = (feature: number) => decoder_FD.subarray(feature * width, (feature + 1) * width);
  const query_QD = Float32Array.from([...vectorOf(42), ...vectorOf(29_999), ...vectorOf(0)]);

  test('are exact, by falling cosine, among equals by rising index', async () => {
    const among = await dictionaryOf(decoder_FD);
    const found = await engine.nearestFeatures({ among, query_QD, width, count: 12 });

    [42, 29_999, 0].forEach((feature, query) => {
      const expected = Array.from({ length: 30_000 }, (_, other) => ({
        other,
        cosine: Math.fround(cosine64(vectorOf(feature), vectorOf(other))),
      })).sort((a, b) => b.cosine - a.cosine || a.other - b.other);
      assert.deepEqual(
        [...found[query].feature_N],
        expected.slice(0, 12).map(({ other }) => other),
      );
      expected.slice(0, 12).forEach(({ cosine }, n) => {
        assert.ok(Math.abs(found[query].cosine_N[n] - cosine) <= tolerance);
      });
    });
    assert.deepEqual([...found[0].feature_N.subarray(0, 2)], [42, 29_042]);
  });

  test('leave out what is excluded for a query and what does not take part', async () => {
    const among = await dictionaryOf(decoder_FD);
    const request = { among, query_QD, width, count: 2, excluded_Q: Int32Array.of(42, -1, 0) };
    const [first, second] = await engine.nearestFeatures(request);
    assert.equal(first.feature_N[0], 29_042);
    assert.equal(second.feature_N[0], 29_999);

    const few = { ...among, feature_N: Uint32Array.of(500, 17, 42).sort() };
    const [among3] = await engine.nearestFeatures({ ...request, among: few, count: 5 });
    assert.equal(among3.feature_N.length, 2);
    assert.ok([...among3.feature_N].every((feature) => feature === 17 || feature === 500));
  });

  test('have the same cosines as a comparison tells', async () => {
    const truth = { ...(await dictionaryOf(decoder_FD)), feature_N: Uint32Array.of(42) };
    const query = await dictionaryOf(randomVectors(5000, width, 12));
    const { ofTruth } = await engine.compareDictionaries({ truth, query });
    const [nearest] = await engine.nearestFeatures({ among: query, query_QD: vectorOf(42), width, count: 1 });

    assert.deepEqual([nearest.feature_N[0], nearest.cosine_N[0]], [ofTruth.match_N[0], ofTruth.cosine_N[0]]);
  });

  test('are refused for a width that differs and for numbers that are not finite', async () => {
    const among = await dictionaryOf(decoder_FD);
    const broken = decoder_FD.slice(0, 50 * width);
    broken[3] = Infinity;
    const ask = (change: object) => () => engine.nearestFeatures({ among, query_QD, width, count: 1, ...change });

    await expectError(ask({ width: 20 }), 'DICTIONARY_WIDTH_MISMATCH');
    await expectError(ask({ query_QD: new Float32Array(width).fill(NaN) }), 'ARGUMENT_INVALID');
    await expectError(ask({ among: await dictionaryOf(broken) }), 'DICTIONARY_FILE_INVALID', { message: /feature 0/ });
  });
});
