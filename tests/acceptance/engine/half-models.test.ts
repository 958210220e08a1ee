/** Models of float16, beside the same models with their weights rounded to float16 and everything computed in float32. */
import assert from 'node:assert/strict';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createEngine, describeModelFolder, randomizeModel } from '../../../engine/index.js';
import type { ActivationEdit, ModelFiles } from '../../../engine/index.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import { encodeModel } from '../../../engine/onnx/encode-model.js';
import { readModelFile } from '../../../engine/onnx/read-model-file.js';
import { expectError } from '../../support/expect-error.js';
import { halveModel, roundModel } from '../../support/half-model.js';
import type { HalvedModel } from '../../support/half-model.js';
import { copyModelFolder, largestDifference, readReference, tinyModels, tokenBatch } from '../../support/models.js';
import { momentsOf, readWeights } from '../../support/model-weights.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { writeRandomDictionary } from '../../support/random-dictionary.js';

/**
 * Of the largest value. The runtime's CPU computes in float32 and rounds some of the tensors in between to float16, which has
 * 11 bits: an error of 2^-12 each, of which a few add up from layer to layer.
 */
const tolerance = 2 ** -9;
const graphFileOf = (name: string): string => (name === 'gpt-neox-with-past' ? 'onnx/model.onnx' : 'model.onnx');

describe('models of float16', () => {
  const folder = temporaryFolder();
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  after(() => engine.close());

  async function open(name: string, what: HalvedModel['logits'] | 'rounded'): Promise<ModelFiles> {
    const path = await copyModelFolder(fixture(`models/${name}`), join(folder, `${name}-${what}`));
    const graphFile = graphFileOf(name);
    if (what === 'rounded') await roundModel(path, graphFile);
    else await halveModel(path, { logits: what, graphFile });
    const { files: _, ...description } = await describeModelFolder(path);
    return { folder: path, model: { name: 'half', ...description } };
  }

  for (const name of tinyModels)
    for (const logits of ['float32', 'float16'] as const)
      test(`${name} with logits of ${logits}: every hook point, losses, a change and a text are those of the weights`, async () => {
        const [half, rounded] = [await open(name, logits), await open(name, 'rounded')];
        assert.deepEqual([half.model.precision, rounded.model.precision], ['FLOAT16', undefined]);
        assert.deepEqual(half.model.hookPoints, rounded.model.hookPoints);
        const { tokenIds } = readReference(name);
        const batch = tokenBatch([tokenIds]);
        const near = (a: Float32Array, b: Float32Array, what: string): void => {
          const scale = Math.max(1, ...b.map(Math.abs));
          assert.ok(largestDifference(a, b) <= tolerance * scale, `${what}: ${largestDifference(a, b)} of ${scale}`);
        };

        const points = half.model.hookPoints.map((point) => point.name);
        const actual = await engine.readActivations(half, points, batch);
        const expected = await engine.readActivations(rounded, points, batch);
        points.forEach((point, at) => near(actual[at], expected[at], point));

        const vector_D = new Float32Array(half.model.width).fill(0.5);
        const edits: ActivationEdit[] = [{ kind: 'vector', hookPoint: 'mlp_out.0', vector_D, positions: undefined }];
        const changed = await engine.intervene(half, { batch, edits, watch: [] });
        const wanted = await engine.intervene(rounded, { batch, edits, watch: [] });
        near(changed.after.loss_BT, wanted.after.loss_BT, 'loss behind the change');
        near(changed.kl_BT, wanted.kl_BT, 'divergence');
        near(await engine.nextTokenLoss_BT(half, batch), await engine.nextTokenLoss_BT(rounded, batch), 'loss');

        // The unembedding is of the same numbers, and is multiplied in float32.
        assert.deepEqual(await engine.unembed(half, [vector_D]), await engine.unembed(rounded, [vector_D]));
        const request = { tokenIds: Int32Array.from(tokenIds), maxNewTokens: 4, temperature: 0, seed: 0, edits: [] };
        const texts = [half, rounded].map((files) => engine.generate(files, { ...request, stopTokenIds: new Set() }));
        const [text, same] = await Promise.all(texts);
        assert.deepEqual(text.tokenIds, same.tokenIds);
      });

  test('a change that adds nothing, between two halves of the model, changes no bit of the loss', async () => {
    const half = await open('gpt2', 'float16');
    const batch = tokenBatch([readReference('gpt2').tokenIds]);
    const nothing = new Float32Array(half.model.width);
    const edits = ['mlp_out.0', 'attn_out.1'].map((hookPoint): ActivationEdit => ({
      kind: 'vector',
      hookPoint,
      vector_D: nothing,
      positions: undefined,
    }));

    const { before, after: behind, kl_BT } = await engine.intervene(half, { batch, edits, watch: [] });

    assert.deepEqual(behind.loss_BT, before.loss_BT);
    assert.ok(kl_BT.every((kl) => kl === 0));
  });

  test('a dictionary is measured in it as in the model of the rounded weights', async () => {
    const dictionary = await writeRandomDictionary({
      folder: join(folder, 'dictionary'),
      hookPoint: 'mlp_out.0',
      size: 40,
      width: 16,
    });
    const { tokenIds } = readReference('gpt-neox');
    const all = new Uint8Array(tokenIds.length).fill(1);
    const batch = { ...tokenBatch([tokenIds]), counted_BT: all, replaced_BT: all, zeroed_BT: all };
    const measured = await Promise.all(
      (['float16', 'rounded'] as const).map(async (what) => {
        const meter = await engine.openMeter(await open('gpt-neox', what), [dictionary.files]);
        const measurement = await meter.measure(batch, new Float32Array(16));
        await meter.close();
        return measurement;
      }),
    );

    const [half, rounded] = measured.map(({ original, dictionaries }) => [
      original.loss_BT,
      dictionaries[0].loss_BT,
      dictionaries[0].squaredError_N,
    ]);
    half.forEach((values, at) => {
      const scale = Math.max(1, ...rounded[at].map(Math.abs));
      assert.ok(largestDifference(values, rounded[at]) <= 2 * tolerance * scale, `${at}`);
    });
  });

  test('of a model in two files the float32 one is taken, and weights of bfloat16 are refused', async () => {
    const path = await copyModelFolder(fixture('models/gpt2'), join(folder, 'two-files'));
    await copyFile(join(path, 'model.onnx'), join(path, 'model_fp16.onnx'));
    await halveModel(path, { logits: 'float16', graphFile: 'model_fp16.onnx' });
    const both = await describeModelFolder(path);
    await rm(join(path, 'model.onnx'));
    const half = await describeModelFolder(path);
    assert.deepEqual([both.graphFile, both.precision], ['model.onnx', undefined]);
    assert.deepEqual([half.graphFile, half.precision], ['model_fp16.onnx', 'FLOAT16']);

    const model = await readModelFile(join(path, 'model_fp16.onnx'));
    const initializer = model.graph.initializer.map((tensor) =>
      tensor.dataType === DataType.FLOAT16 ? { ...tensor, dataType: DataType.BFLOAT16 } : tensor,
    );
    await writeFile(join(path, 'model.onnx'), encodeModel({ ...model, graph: { ...model.graph, initializer } }));
    await expectError(() => describeModelFolder(path), 'MODEL_UNSUPPORTED', { message: /neither float32 nor float16/ });
  });

  test('a control of it is of float16 too, with the moments of its matrices', async () => {
    const half = await open('gpt2', 'float16');
    const target = join(folder, 'control');
    const { redrawn } = await randomizeModel({
      source: half.folder,
      graphFile: half.model.graphFile,
      target,
      scheme: 'ALL',
      seed: 7,
    });

    const control = await describeModelFolder(target);
    assert.equal(control.precision, 'FLOAT16');
    assert.notEqual(control.digest, half.model.digest);
    const [before, behind] = [await readWeights(half.folder), await readWeights(target)];
    for (const name of redrawn) {
      const [old, drawn] = [before.get(name), behind.get(name)];
      assert.ok(old && drawn && old.length > 0);
      const [given, got] = [momentsOf(old), momentsOf(drawn)];
      // The mean of n draws is off by deviation / sqrt(n); five of these are not seen by chance.
      assert.ok(Math.abs(got.mean - given.mean) < (5 * given.deviation) / Math.sqrt(old.length), name);
    }
  });
});
