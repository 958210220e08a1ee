/** Activations and losses of tiny exported models against what PyTorch computed for the same weights. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createEngine } from '../../../engine/index.js';
import type { Engine, ModelFiles } from '../../../engine/index.js';
import { copyModel, largestDifference, readReference, tinyModels, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** float32 sums of at most 64 products in another order than PyTorch's; values are below 20. */
const tolerance = 1e-5;

for (const name of tinyModels) {
  describe(`the tiny ${name} model`, () => {
    const reference = readReference(name);
    const ids = reference.tokenIds;
    const folder = temporaryFolder();
    let engine: Engine;
    let model: ModelFiles;

    before(async () => {
      model = await copyModel(fixture(`models/${name}`), folder);
      engine = createEngine({ providers: ['cpu'], threads: 1 });
    });
    after(() => engine.close());

    test('has a hook point wherever PyTorch recorded an activation, and no other', () => {
      const names = model.model.hookPoints.map((hookPoint) => hookPoint.name);

      assert.deepEqual(names.toSorted(), Object.keys(reference.activations).toSorted());
    });

    test('has the activations that PyTorch has at every hook point', async () => {
      const names = Object.keys(reference.activations);

      const activations = await engine.readActivations(model, names, tokenBatch([ids]));

      names.forEach((hookPoint, at) => {
        const difference = largestDifference(activations[at], reference.activations[hookPoint]);
        assert.ok(difference <= tolerance, `${hookPoint} differs by ${difference}`);
      });
    });

    test('has the loss that PyTorch has at every token', async () => {
      const loss = await engine.nextTokenLoss_BT(model, tokenBatch([ids]));

      assert.ok(largestDifference(loss, reference.loss) <= tolerance);
    });

    test('computes the same bits for a prompt alone, between others, and however wide the batch is', async () => {
      const names = Object.keys(reference.activations);
      const others = Array.from({ length: 15 }, (_, k) =>
        Array.from({ length: 2 * k + 1 }, (_, t) => (7 * k + t) % 60),
      );
      const sequences = [...others.slice(0, 9), ids, ...others.slice(9)];

      const alone = await engine.readActivations(model, names, tokenBatch([ids]));
      const together = await engine.readActivations(model, names, tokenBatch(sequences, 31));

      names.forEach((hookPoint, at) => {
        const width = alone[at].length / ids.length;
        const start = 9 * 31 * width;
        assert.deepEqual(together[at].slice(start, start + alone[at].length), alone[at], hookPoint);
      });
    });

    test('loses as much on a prompt between others as on the prompt alone', async () => {
      const alone = await engine.nextTokenLoss_BT(model, tokenBatch([ids]));
      const together = await engine.nextTokenLoss_BT(model, tokenBatch([[3], ids, [5, 6, 7, 8, 9, 10, 11, 12, 13]]));

      assert.deepEqual(together.slice(8, 8 + ids.length - 1), alone);
    });
  });
}
