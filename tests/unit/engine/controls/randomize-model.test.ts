/** Controls of a model: what is drawn anew follows its distribution and its seed, and all else stays bit for bit. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { describeModelFolder, randomizeModel } from '../../../../engine/index.js';
import type { RandomizationScheme } from '../../../../domain/model.js';
import { decodeModel } from '../../../../engine/onnx/decode-model.js';
import type { GraphModel } from '../../../../engine/onnx/decode-model.js';
import { encodeModel } from '../../../../engine/onnx/encode-model.js';
import { float32Tensor } from '../../../../engine/onnx/tensor.js';
import { expectError } from '../../../support/expect-error.js';
import { momentsOf, readWeights } from '../../../support/model-weights.js';
import { copyModelFolder, moveWeightsOutside } from '../../../support/models.js';
import { fixture, repositoryRoot } from '../../../support/paths.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';

const folders = temporaryFolder();
let made = 0;
const freshFolder = (): string => join(folders, String(made++));
const demo = `${repositoryRoot}demo/models/demo`;
const embedding = 'gpt_neox.embed_in.weight';

interface Drawing {
  readonly scheme?: RandomizationScheme;
  readonly seed?: number;
  readonly graphFile?: string;
}

/** The folder of a control. */
async function draw(source: string, { scheme = 'ALL', seed = 1, graphFile = 'model.onnx' }: Drawing = {}) {
  const target = freshFolder();
  await randomizeModel({ source, target, graphFile, scheme, seed });
  return target;
}

const digestOf = async (folder: string): Promise<string> => (await describeModelFolder(folder)).digest;

/** A copy of the gpt-neox fixture whose graph is changed. */
async function changedCopy(change: (model: GraphModel) => GraphModel): Promise<string> {
  const folder = await copyModelFolder(fixture('models/gpt-neox'), freshFolder());
  const path = join(folder, 'model.onnx');
  await writeFile(path, encodeModel(change(decodeModel(await readFile(path), path))));
  return folder;
}

/** Puts these values in the place of an initializer's. */
function withValues(model: GraphModel, name: string, values: Float32Array): GraphModel {
  const initializer = model.graph.initializer.map((tensor) =>
    tensor.name === name ? float32Tensor(name, tensor.dims.map(Number), values) : tensor,
  );
  return { ...model, graph: { ...model.graph, initializer } };
}

function valuesIn({ graph }: GraphModel, name: string): Float32Array {
  const bytes = graph.initializer.find((tensor) => tensor.name === name)?.rawData ?? new Uint8Array();
  return new Float32Array(new Uint8Array(bytes).buffer);
}

function transposed(values: Float32Array, rows: number): Float32Array {
  const columns = values.length / rows;
  return values.map((_, n) => values[(n % rows) * columns + Math.floor(n / rows)]);
}

describe('a control of the demonstration model', () => {
  let original: Map<string, Float32Array>;
  let control: string;
  let drawn: Map<string, Float32Array>;
  before(async () => {
    original = await readWeights(demo);
    control = await draw(demo);
    drawn = await readWeights(control);
  });
  const isDrawn = (name: string): boolean => name === embedding || name.startsWith('onnx::MatMul');

  test('has every matrix drawn with its mean and standard deviation, within five standard errors of its size', () => {
    const matrices = [...original].filter(([name]) => isDrawn(name));
    assert.equal(matrices.length, 18);
    for (const [name, values] of matrices) {
      const wanted = momentsOf(values);
      const found = momentsOf(drawn.get(name) ?? new Float32Array());
      const error = wanted.deviation / Math.sqrt(values.length);
      assert.ok(Math.abs(found.mean - wanted.mean) < 5 * error, `mean of ${name}`);
      // The standard error of a normal sample's standard deviation is sigma / sqrt(2 n).
      assert.ok(Math.abs(found.deviation - wanted.deviation) < (5 * error) / Math.SQRT2, `deviation of ${name}`);
    }
  });

  test('shares no matrix with the model, and no two of its matrices share their numbers', () => {
    const names = [...drawn.keys()].filter(isDrawn);
    for (const name of names) assert.notDeepEqual(drawn.get(name), original.get(name));
    const beginnings = names.map((name) => {
      const { mean, deviation } = momentsOf(drawn.get(name) ?? new Float32Array());
      return (((drawn.get(name)?.[0] ?? NaN) - mean) / deviation).toFixed(3);
    });
    assert.equal(new Set(beginnings).size, names.length);
  });

  test('keeps gains, biases, rotary frequencies and every other constant bit for bit', () => {
    const kept = [...original].filter(([name]) => !isDrawn(name));
    assert.equal(kept.length, 51);
    for (const [name, values] of kept) assert.deepEqual(drawn.get(name), values, name);
  });

  test('is described like the model, by another digest', async () => {
    const { digest: of, files: _, ...model } = await describeModelFolder(demo);
    const { digest, files, ...twin } = await describeModelFolder(control);
    assert.deepEqual(twin, model);
    assert.notEqual(digest, of);
    assert.deepEqual(files, ['model.onnx', 'model.onnx_data', 'config.json', 'tokenizer.json']);
  });

  test('has the digest of its seed and its scheme', async () => {
    const digest = await digestOf(control);
    assert.equal(await digestOf(await draw(demo)), digest);
    assert.notEqual(await digestOf(await draw(demo, { seed: 2 })), digest);
    assert.notEqual(await digestOf(await draw(demo, { scheme: 'KEEP_EMBEDDINGS' })), digest);
  });

  test('is this one, on every machine', async () => {
    const weights = createHash('sha256').update(await readFile(join(control, 'model.onnx_data')));
    assert.equal(weights.digest('hex').slice(0, 16), 'd9b07b688d8c5b1d');
  });

  test('keeps the embedding bit for bit with KEEP_EMBEDDINGS, and not the unembedding, which is not tied', async () => {
    const twin = await readWeights(await draw(demo, { scheme: 'KEEP_EMBEDDINGS' }));
    assert.deepEqual(twin.get(embedding), original.get(embedding));
    assert.deepEqual(twin.get('onnx::MatMul_758'), drawn.get('onnx::MatMul_758'));
  });
});

describe('a control', () => {
  test('is the same whether the weights lie in the graph file or in another one, and in whatever order', async () => {
    const source = fixture('models/gpt-neox');
    const outside = await copyModelFolder(source, freshFolder());
    await moveWeightsOutside(outside);
    const reversed = await changedCopy((model) => ({
      ...model,
      graph: { ...model.graph, initializer: [...model.graph.initializer].reverse() },
    }));

    const drawn = await readWeights(await draw(source));

    assert.deepEqual(await readWeights(await draw(outside)), drawn);
    const ofReversed = await readWeights(await draw(reversed));
    for (const [name, values] of drawn) assert.deepEqual(ofReversed.get(name), values, name);
  });

  test('lies where the model lies in its folder, its weights beside its graph', async () => {
    const folder = await draw(fixture('models/gpt-neox-with-past'), { graphFile: 'onnx/model.onnx' });
    const { files } = await describeModelFolder(folder);
    assert.deepEqual(files.slice(0, 2), ['onnx/model.onnx', 'onnx/model.onnx_data']);
  });

  test('keeps weights tied that the file holds twice, one of them transposed', async () => {
    const unembedding = 'onnx::MatMul_436';
    const tied = await changedCopy((model) =>
      withValues(model, unembedding, transposed(valuesIn(model, embedding), 60)),
    );

    const all = await readWeights(await draw(tied));
    const kept = await readWeights(await draw(tied, { scheme: 'KEEP_EMBEDDINGS' }));

    const before = await readWeights(tied);
    assert.notDeepEqual(all.get(embedding), before.get(embedding));
    assert.deepEqual(all.get(unembedding), transposed(all.get(embedding) ?? new Float32Array(), 60));
    assert.deepEqual(kept.get(embedding), before.get(embedding));
    assert.deepEqual(kept.get(unembedding), before.get(unembedding));
  });

  test('keeps a matrix of few values, which is a mask, a triangle or a permutation', async () => {
    const name = 'onnx::MatMul_424';
    const triangle = Float32Array.from({ length: 256 }, (_, n) => (n % 16 <= n / 16 ? 1 : 0));
    const weights = await readWeights(await draw(await changedCopy((model) => withValues(model, name, triangle))));
    assert.deepEqual(weights.get(name), triangle);
  });

  test('is refused for weights that are not finite, by name', async () => {
    const name = 'onnx::MatMul_424';
    const broken = await changedCopy((model) => withValues(model, name, valuesIn(model, name).fill(NaN, 7, 8)));
    await expectError(() => draw(broken), 'MODEL_FILE_INVALID', { message: /onnx::MatMul_424.*not finite/ });
  });

  test('is not drawn on when the signal is aborted', async () => {
    const controller = new AbortController();
    const target = freshFolder();
    const onProgress = (fraction: number): void => {
      if (fraction > 0.3) controller.abort();
    };
    await expectError(
      () =>
        randomizeModel({
          ...{ source: demo, graphFile: 'model.onnx', target, scheme: 'ALL', seed: 1 },
          ...{ signal: controller.signal, onProgress },
        }),
      'CANCELLED',
      {},
    );
  });
});
