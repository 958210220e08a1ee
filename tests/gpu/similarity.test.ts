/** Comparisons of dictionaries on a device, beside those of the CPU. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createEngine } from '../../engine/index.js';
import { expectError } from '../support/expect-error.js';
import { maxCosines } from '../../engine/similarity/max-cosines.js';
import { sweepOnDevice } from '../../engine/similarity/max-cosines-on-device.js';
import { BestRows } from '../../engine/similarity/best-rows.js';
import { toUnitRows } from '../../engine/similarity/unit-rows.js';
import { openComparisonProducts } from '../../engine/worker/open-comparison-products.js';
import { bestByBruteForce, randomVectors } from '../support/compared-vectors.js';
import { finish } from '../support/plain-products.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import {
  assertClose,
  demoBatch,
  device,
  hasDevice,
  openDemoDictionary,
  openDemoModel,
  openTwoProviders,
} from '../support/two-providers.js';

/** Sums of at most 128 products in float32, in any order. */
const tolerance = 1e-5;

describe(`comparisons on ${device}`, { skip: !hasDevice }, () => {
  const folder = temporaryFolder();
  const { cpu, gpu, close } = openTwoProviders();
  after(close);

  test('dictionaries are as alike, and matches away from ties are the same, as on the CPU; two at once take turns', async () => {
    const names = ['demo/resid_post.1/0_512', 'demo/resid_post.1/batchtopk_512'];
    const [truth, query] = await Promise.all(
      names.map(async (name) => {
        const { folder: weights } = await openDemoDictionary(join(folder, name), name);
        return { name, folder: weights, vectors: 'DECODER' as const };
      }),
    );

    const expected = await cpu.compareDictionaries({ truth, query });
    const actual = (
      await Promise.all([gpu.compareDictionaries({ truth, query }), gpu.compareDictionaries({ truth, query })])
    )[1];

    assert.deepEqual([expected.provider, actual.provider], ['cpu', 'webgpu']);
    for (const side of ['ofTruth', 'ofQuery'] as const) {
      assertClose(actual[side].cosine_N, expected[side].cosine_N, tolerance, side);
      const others = actual[side].match_N.filter((match, n) => match !== expected[side].match_N[n]);
      assert.ok(others.length <= expected[side].match_N.length / 100, `${side}: ${others.length} other matches`);
    }
  });

  const drawn = (seed: number) => ({ truthCount: 2048, queryCount: 2048, width: 128, seed });

  test('a comparison that is cancelled ends, and the device goes on with the next', async () => {
    const interruption = new AbortController();
    const onProgress = (): void => interruption.abort();

    await expectError(
      () => gpu.compareRandomVectors(drawn(1), { signal: interruption.signal, onProgress }),
      'CANCELLED',
    );

    const model = await openDemoModel(folder);
    assert.ok((await gpu.nextTokenLoss_BT(model, demoBatch())).some((loss) => loss > 0));
  });

  test('an engine that is closed in the middle of comparisons and models ends all of them, again and again', async () => {
    const model = await openDemoModel(folder);
    for (const waitedMs of [300, 1000, 2000]) {
      const engine = createEngine({ providers: [device], threads: 2 });
      const work = [
        ...[1, 2].map((seed) => engine.compareRandomVectors(drawn(seed))),
        ...Array.from({ length: 20 }, () => engine.nextTokenLoss_BT(model, demoBatch())),
      ];
      const ended = Promise.allSettled(work);
      await setTimeout(waitedMs);
      await engine.close();

      const codes = (await ended).flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
      assert.deepEqual([...new Set(codes)], ['CANCELLED']);
    }
  });

  test('tiles that do not divide the sides give the best of every pair in float64', async () => {
    const width = 32;
    const [a_ND, b_MD] = [randomVectors(70, width, 1), randomVectors(130, width, 2)];
    const [a, b] = [a_ND, b_MD].map((matrix) => toUnitRows(matrix.slice(), width).rows);
    const products = await openComparisonProducts({ providers: [device], threads: 1 });
    assert.ok(products.device);
    const { tileMaxima } = products.device;
    const tiled = { ofRows: new BestRows(a, b), ofColumns: new BestRows(b, a) };

    const { shares } = await finish(sweepOnDevice({ ...tiled, tileMaxima, tile: { rows: 32, columns: 48 } }));
    const { result: whole } = await finish(maxCosines(a, b, { products }));
    await products.close();

    assert.deepEqual(
      shares,
      shares.toSorted((first, second) => first - second),
    );
    assert.equal(shares.at(-1), 1);
    for (const [side, own, other] of [
      ['ofRows', a_ND, b_MD],
      ['ofColumns', b_MD, a_ND],
    ] as const) {
      assert.deepEqual(tiled[side].cosine_N, whole[side].cosine_N);
      const expected = bestByBruteForce(own, other, width);
      tiled[side].own.place_N.forEach((place, row) => {
        assert.ok(Math.abs(tiled[side].cosine_N[row] - expected[place].cosine) <= tolerance);
        if (expected[place].gap > 2 * tolerance)
          assert.equal(tiled[side].other.place_N[tiled[side].row_N[row]], expected[place].row);
      });
    }
  });
});
