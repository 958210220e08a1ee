/** Models as converters of ONNX files to float16 make them, beside the same weights in float32. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createEngine, describeModelFolder } from '../../../engine/index.js';
import type { ActivationEdit, ModelFiles } from '../../../engine/index.js';
import { convertModel } from '../../support/converted-model.js';
import { roundModel } from '../../support/half-model.js';
import { copyModelFolder, largestDifference, readReference, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Of the largest value, as for models that are float16 throughout: an error of 2^-12 a rounding, of which a few add up. */
const tolerance = 2 ** -9;

/** Nothing, and operators that people ask converters to leave alone. */
const kept = [[], ['LayerNormalization', 'Pow', 'ReduceMean', 'Softmax', 'Sqrt']];

describe('models that were converted to float16', () => {
  const folder = temporaryFolder();
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  after(() => engine.close());

  let opened = 0;
  async function open(name: string, change: (folder: string, graphFile: string) => Promise<void>): Promise<ModelFiles> {
    const path = await copyModelFolder(fixture(`models/${name}`), join(folder, `${++opened}`));
    await change(path, (await describeModelFolder(path)).graphFile);
    const { files: _, ...description } = await describeModelFolder(path);
    return { folder: path, model: { name: 'converted', ...description } };
  }

  for (const name of ['gpt-neox-with-past', 'gpt2'])
    for (const wideOperators of kept)
      test(`${name} with ${wideOperators.join(', ') || 'nothing'} in float32: hook points, losses and changes are those of the weights`, async () => {
        const half = await open(name, (path, graphFile) => convertModel(path, { graphFile, wideOperators }));
        const rounded = await open(name, roundModel);
        const batch = tokenBatch([readReference(name).tokenIds]);
        const near = (a: Float32Array, b: Float32Array, what: string): void => {
          const scale = Math.max(1, ...b.map(Math.abs));
          assert.ok(largestDifference(a, b) <= tolerance * scale, `${what}: ${largestDifference(a, b)} of ${scale}`);
        };

        assert.equal(half.model.precision, 'FLOAT16');
        const points = half.model.hookPoints.map((point) => point.name);
        assert.deepEqual(
          points,
          rounded.model.hookPoints.map((point) => point.name),
        );
        const expected = await engine.readActivations(rounded, points, batch);
        const actual = await engine.readActivations(half, points, batch);
        points.forEach((point, at) => near(actual[at], expected[at], point));
        near(await engine.nextTokenLoss_BT(half, batch), await engine.nextTokenLoss_BT(rounded, batch), 'loss');

        const edits = half.model.hookPoints.map(({ name: hookPoint, width }): ActivationEdit => {
          const vector_D = new Float32Array(width).fill(0.25);
          return { kind: 'vector', hookPoint, vector_D, positions: [[2, 3]] };
        });
        const [changed, wanted] = await Promise.all(
          [half, rounded].map((model) => engine.intervene(model, { batch, edits, watch: [] })),
        );
        near(changed.after.loss_BT, wanted.after.loss_BT, 'loss behind changes everywhere');

        const vector_D = new Float32Array(half.model.width).fill(0.5);
        assert.deepEqual(await engine.unembed(half, [vector_D]), await engine.unembed(rounded, [vector_D]));
      });
});
