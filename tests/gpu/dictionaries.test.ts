/** What a device makes of dictionaries, beside what the CPU does. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openInt8Dictionary, writeDictionaryWeights } from '../../engine/index.js';
import type { DictionaryFiles, ModelFiles, SparseActivations } from '../../engine/index.js';
import { toTable } from '../support/firings-table.js';
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

/** As for activations, which the features are computed of; errors of the two add up far below it. */
const tolerance = 1e-4;
const names = [
  'demo/mlp_out.1/0_512',
  'demo/mlp_out.2/1_2048',
  'demo/resid_post.1/0_512',
  'demo/resid_post.3/topk_512',
];

/** Row -> its smallest activation: below it a dictionary that keeps the strongest may choose either of two that tie. */
function leastOfRows({ row_N, activation_N }: SparseActivations): Map<number, number> {
  const least = new Map<number, number>();
  row_N.forEach((row, n) => least.set(row, Math.min(least.get(row) ?? Infinity, activation_N[n])));
  return least;
}

describe(`dictionaries on ${device}`, { skip: !hasDevice }, () => {
  const folder = temporaryFolder();
  const batch = demoBatch();
  const { cpu, gpu, close } = openTwoProviders();
  let model: ModelFiles;
  let dictionaries: DictionaryFiles[];

  before(async () => {
    model = await openDemoModel(folder);
    dictionaries = await Promise.all(names.map((name) => openDemoDictionary(folder, name)));
  });
  after(close);

  test('an encoder says what it runs on, and one that is asked for on the CPU computes bit for bit what the CPU does', async () => {
    const usual = await gpu.openEncoder(model, dictionaries);
    const named = await gpu.openEncoder(model, dictionaries, 'cpu');

    assert.deepEqual([usual.provider, named.provider], [device, 'cpu']);
    assert.deepEqual(await named.encode(batch), await (await cpu.openEncoder(model, dictionaries)).encode(batch));
  });

  test('the same features fire with the same activations, but where a feature is on the edge of firing', async () => {
    const expected = await (await cpu.openEncoder(model, dictionaries)).encode(batch);
    const actual = await (await gpu.openEncoder(model, dictionaries)).encode(batch);

    names.forEach((name, at) => {
      const [onCpu, onDevice] = [toTable(expected[at]), toTable(actual[at])];
      const least = leastOfRows(expected[at]);
      assert.ok(onCpu.size > 1000, `${name}: ${onCpu.size} firings`);
      let alike = 0;
      for (const key of new Set([...onCpu.keys(), ...onDevice.keys()])) {
        const [a, b] = [onCpu.get(key), onDevice.get(key)];
        if (a !== undefined && b !== undefined) alike++;
        const edge = name.includes('topk') ? (least.get(parseInt(key, 10)) ?? 0) : 0;
        const difference = Math.abs((a ?? edge) - (b ?? edge));
        assert.ok(difference <= tolerance * Math.max(1, a ?? 0), `${name}, ${key}: ${b} is not ${a}`);
      }
      assert.ok(alike >= 0.999 * onCpu.size, `${name}: ${alike} of ${onCpu.size} fire on both`);
    });
  });

  test('an encoder in int8, whose product is left to the CPU, finds the same but where an activation is on the edge of a step', async () => {
    const [source] = dictionaries;
    const int8 = await openInt8Dictionary(source.folder, source.dictionary);
    const files = { folder: join(folder, 'int8'), dictionary: { ...source.dictionary, forward: int8.forward } };
    await writeDictionaryWeights(files.folder, int8);
    await int8.close();

    const [expected] = await (await cpu.openEncoder(model, [files])).encode(batch);
    const [actual] = await (await gpu.openEncoder(model, [files])).encode(batch);

    const [onCpu, onDevice] = [toTable(expected), toTable(actual)];
    const alike = [...onCpu].filter(([key, a]) => Math.abs((onDevice.get(key) ?? 0) - a) <= tolerance * Math.max(1, a));
    assert.ok(onCpu.size > 1000, `${onCpu.size} firings`);
    // The two forward passes differ in the last bits, so that few of the codes of x differ, by one step.
    assert.ok(alike.length >= 0.95 * onCpu.size, `${alike.length} of ${onCpu.size} are alike`);
    assert.ok(Math.abs(onDevice.size / onCpu.size - 1) < 0.01, `${onDevice.size} fire instead of ${onCpu.size}`);
  });

  test('a dictionary has the same reconstruction, losses and divergence', async () => {
    const every_BT = new Uint8Array(batch.tokenIds_BT.length).fill(1);
    const measured = { ...batch, counted_BT: every_BT, replaced_BT: every_BT, zeroed_BT: every_BT };
    const mean_D = new Float32Array(dictionaries[0].dictionary.width);

    const [expected, actual] = await Promise.all(
      [cpu, gpu].map(async (engine) => (await engine.openMeter(model, [dictionaries[1]])).measure(measured, mean_D)),
    );

    const [a, b] = [actual.dictionaries[0], expected.dictionaries[0]];
    for (const statistic of [
      'l1_N',
      'squaredError_N',
      'squaredReconstruction_N',
      'product_N',
      'errorSquares_D',
    ] as const)
      assertClose(a[statistic], b[statistic], tolerance, statistic);
    const width = batch.positions - 1;
    batch.lengths_B.forEach((length, b_) => {
      const [from, to] = [b_ * width, b_ * width + length - 1];
      for (const condition of ['original', 'zeroAblated', 'meanAblated'] as const)
        assertClose(
          actual[condition].loss_BT.subarray(from, to),
          expected[condition].loss_BT.subarray(from, to),
          tolerance,
          condition,
        );
      assertClose(
        a.loss_BT.subarray(from, to),
        b.loss_BT.subarray(from, to),
        tolerance,
        'loss with the reconstruction',
      );
      const [start, end] = [b_ * batch.positions, b_ * batch.positions + length];
      assertClose(a.kl_BT.subarray(start, end), b.kl_BT.subarray(start, end), tolerance, 'divergence');
    });
  });

  test('an intervention changes losses and logits by as much, and the same token is the likeliest', async () => {
    const [residual] = dictionaries.filter(({ dictionary }) => dictionary.name === 'demo/resid_post.1/0_512');
    const [{ feature_N }] = await (await cpu.openEncoder(model, [residual])).encode(batch);
    const request = {
      batch,
      edits: [
        { kind: 'feature', dictionary: residual, index: feature_N[0], factor: 0, offset: 20, positions: undefined },
      ] as const,
      watch: [{ dictionary: residual, indices: [feature_N[0], feature_N[1]] }],
    };

    const expected = await cpu.intervene(model, request);
    const actual = await gpu.intervene(model, request);

    for (const run of ['before', 'after'] as const) {
      assertClose(actual[run].lastLogits_BV, expected[run].lastLogits_BV, tolerance, `logits ${run}`);
      assert.deepEqual(likeliest(actual[run].lastLogits_BV), likeliest(expected[run].lastLogits_BV));
    }
    const divergences = [...batch.lengths_B].map((length, b) => {
      const [start, end] = [b * batch.positions, b * batch.positions + length];
      const kl_T = expected.kl_BT.subarray(start, end);
      assertClose(actual.kl_BT.subarray(start, end), kl_T, tolerance, 'divergence');
      return Math.max(...kl_T);
    });
    assert.ok(Math.max(...divergences) > 0.01, `the intervention changes something: ${divergences}`);
  });

  /** The two largest logits of every row here are further apart than the tolerance. */
  function likeliest(logits_BV: Float32Array): number[] {
    const size = model.model.vocabularySize;
    return Array.from(batch.lengths_B, (_, b) => {
      const row = logits_BV.subarray(b * size, (b + 1) * size);
      return row.indexOf(row.reduce((a, c) => Math.max(a, c)));
    });
  }
});
