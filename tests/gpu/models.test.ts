/** What a device makes of models, beside what the CPU does. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { describeModelFolder } from '../../engine/index.js';
import { halveModel } from '../support/half-model.js';
import {
  copyModel,
  copyModelFolder,
  largestDifference,
  readReference,
  tinyModels,
  tokenBatch,
} from '../support/models.js';
import { fixture } from '../support/paths.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import {
  assertClose,
  demoBatch,
  device,
  hasDevice,
  openDemoModel,
  openTwoProviders,
  refusedAdapter,
} from '../support/two-providers.js';

/** float32 in another order, exponentials and logarithms of another library. */
const tolerance = 1e-4;
/**
 * Of the largest value: the device rounds every result to float16's 11 bits, the CPU few of them. Measured on software Vulkan: a
 * third of it.
 */
const halfTolerance = 2 ** -7;

describe(`models on ${device}`, { skip: !hasDevice }, () => {
  const folder = temporaryFolder();
  const { cpu, gpu, close } = openTwoProviders();
  after(close);

  for (const name of tinyModels)
    test(`${name}: activations at every hook point and losses are those of the CPU`, async () => {
      const model = await copyModel(fixture(`models/${name}`), join(folder, name));
      const { tokenIds } = readReference(name);
      const batch = tokenBatch([tokenIds, tokenIds.slice(0, 5), tokenIds.slice(3, 4)]);
      const hookPoints = model.model.hookPoints.map((point) => point.name);

      const expected = await cpu.readActivations(model, hookPoints, batch);
      const actual = await gpu.readActivations(model, hookPoints, batch);

      hookPoints.forEach((point, at) => assertClose(actual[at], expected[at], tolerance, point));
      const losses = [await gpu.nextTokenLoss_BT(model, batch), await cpu.nextTokenLoss_BT(model, batch)];
      assertClose(losses[0], losses[1], tolerance, 'loss');
    });

  for (const name of tinyModels)
    test(`${name} in float16: activations at every hook point and losses are near those of the CPU`, async (t) => {
      const path = await copyModelFolder(fixture(`models/${name}`), join(folder, `half-${name}`));
      await halveModel(path, { logits: 'float16', graphFile: (await describeModelFolder(path)).graphFile });
      const { files: _, ...description } = await describeModelFolder(path);
      const model = { folder: path, model: { name, ...description } };
      const batch = tokenBatch([readReference(name).tokenIds]);
      const hookPoints = model.model.hookPoints.map((point) => point.name);

      const losses = await gpu.nextTokenLoss_BT(model, batch).catch(refusedAdapter);
      if (typeof losses === 'string') return t.skip(losses);
      const actual = await gpu.readActivations(model, hookPoints, batch);
      const expected = await cpu.readActivations(model, hookPoints, batch);

      const close = (a: Float32Array, b: Float32Array): void => {
        const scale = Math.max(1, ...b.map(Math.abs));
        assert.ok(largestDifference(a, b) <= halfTolerance * scale);
      };
      hookPoints.forEach((_point, at) => close(actual[at], expected[at]));
      close(losses, await cpu.nextTokenLoss_BT(model, batch));
    });

  test('the shipped model: activations and losses of texts are those of the CPU', async () => {
    const model = await openDemoModel(folder);
    const batch = demoBatch();
    const points = ['embed', 'resid_post.1', 'mlp_out.2', 'resid_post.3'];

    const expected = await cpu.readActivations(model, points, batch);
    const actual = await gpu.readActivations(model, points, batch);

    points.forEach((point, at) => assertClose(actual[at], expected[at], tolerance, point));
    const losses = [await gpu.nextTokenLoss_BT(model, batch), await cpu.nextTokenLoss_BT(model, batch)];
    assertClose(losses[0], losses[1], tolerance, 'loss');
  });

  test('several models that are asked at once run one after the other, on the device', async () => {
    const models = await Promise.all(
      tinyModels.map((name) => copyModel(fixture(`models/${name}`), join(folder, `at-once-${name}`))),
    );
    const batch = tokenBatch([[1, 2, 3, 4, 5]]);

    const together = await Promise.all(models.map((model) => gpu.nextTokenLoss_BT(model, batch)));

    for (const [at, model] of models.entries())
      assertClose(together[at], await cpu.nextTokenLoss_BT(model, batch), tolerance, tinyModels[at]);
    assert.deepEqual([...new Set(gpu.loaded.map(({ provider }) => provider))], [device]);
    assert.equal(gpu.providers.find(({ name }) => name === device)?.inUse, true);
  });
});
