/** Models whose norms add to the residual stream themselves, beside the same models as they were exported. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createEngine, describeModelFolder } from '../../../engine/index.js';
import type { ActivationEdit, ModelFiles } from '../../../engine/index.js';
import { fuseSkipNorms } from '../../support/fused-model.js';
import { halveModel, roundModel } from '../../support/half-model.js';
import { copyModelFolder, largestDifference, readReference, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Of the largest value: float32 in another order; float16 with an error of 2^-12 a rounding, of which a few add up. */
const tolerances = { float32: 1e-5, float16: 2 ** -9 };

describe('models with fused norms', () => {
  const folder = temporaryFolder();
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  after(() => engine.close());
  let opened = 0;

  async function open(name: string, change: (folder: string) => Promise<unknown>): Promise<ModelFiles> {
    const path = await copyModelFolder(fixture(`models/${name}`), join(folder, `${++opened}`));
    await change(path);
    const { files: _, ...description } = await describeModelFolder(path);
    return { folder: path, model: { name: 'fused', ...description } };
  }

  for (const name of ['gpt-neox-sequential', 'gpt2'])
    for (const precision of ['float32', 'float16'] as const)
      test(`${name} in ${precision}: hook points, losses and changes are those of the exported graph`, async () => {
        const plain = await open(name, roundModel);
        const fused = await open(name, async (path) => {
          assert.ok((await fuseSkipNorms(path)) >= 4);
          await (precision === 'float16' ? halveModel(path, { logits: 'float16' }) : roundModel(path));
        });
        const batch = tokenBatch([readReference(name).tokenIds]);
        const near = (a: Float32Array, b: Float32Array, what: string): void => {
          const scale = Math.max(1, ...b.map(Math.abs));
          assert.ok(largestDifference(a, b) <= tolerances[precision] * scale, `${what}: ${largestDifference(a, b)}`);
        };

        const points = plain.model.hookPoints.map((point) => point.name);
        assert.deepEqual(
          fused.model.hookPoints.map((point) => point.name),
          points,
        );
        const expected = await engine.readActivations(plain, points, batch);
        const actual = await engine.readActivations(fused, points, batch);
        points.forEach((point, at) => near(actual[at], expected[at], point));

        const edits = plain.model.hookPoints.map(({ name: hookPoint, width }): ActivationEdit => {
          const vector_D = new Float32Array(width).fill(0.25);
          return { kind: 'vector', hookPoint, vector_D, positions: [[2, 3]] };
        });
        const [changed, wanted] = await Promise.all(
          [fused, plain].map((model) => engine.intervene(model, { batch, edits, watch: [] })),
        );
        near(changed.before.loss_BT, wanted.before.loss_BT, 'loss');
        near(changed.after.loss_BT, wanted.after.loss_BT, 'loss behind changes');
      });
});
