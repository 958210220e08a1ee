/** Meters of prunings, of transcoders, of a shipped dictionary, and of what cannot be measured. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { DictionaryRecord } from '../../../domain/dictionary.js';
import { encodeIndexSet } from '../../../domain/index-set.js';
import { createEngine, readDictionary, writeDictionaryWeights } from '../../../engine/index.js';
import type { BatchMeasurement, DictionaryFiles, Engine, MeasuredBatch, ModelFiles } from '../../../engine/index.js';
import { node } from '../../../engine/onnx/build-graph.js';
import { decodeModel } from '../../../engine/onnx/decode-model.js';
import type { GraphModel } from '../../../engine/onnx/decode-model.js';
import { encodeModel } from '../../../engine/onnx/encode-model.js';
import { float32Tensor } from '../../../engine/onnx/tensor.js';
import { expectError } from '../../support/expect-error.js';
import { openPatchedModel, reconstruct } from '../../support/measured-reference.js';
import { copyModel, copyModelFolder, tokenBatch } from '../../support/models.js';
import { demo, fixture } from '../../support/paths.js';
import { writeRandomDictionary } from '../../support/random-dictionary.js';
import type { RandomDictionary } from '../../support/random-dictionary.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** float32 sums of 64 products against float64. */
const tolerance = 2e-5;

const tokenIds = [7, 31, 2, 59, 0, 44, 13];
const T = tokenIds.length;
const mean_D = new Float32Array(16);

function everywhere(sequences: readonly (readonly number[])[] = [tokenIds]): MeasuredBatch {
  const batch = tokenBatch(sequences);
  const all = new Uint8Array(batch.tokenIds_BT.length).fill(1);
  return { ...batch, counted_BT: all, replaced_BT: all, zeroed_BT: all };
}

describe('the dictionaries of a meter', () => {
  const folder = temporaryFolder();
  let engine: Engine;
  let model: ModelFiles;
  let root: RandomDictionary;

  before(async () => {
    model = await copyModel(fixture('models/gpt-neox'), join(folder, 'model'));
    engine = createEngine({ providers: ['cpu'], threads: 1 });
    root = await writeRandomDictionary({ folder: join(folder, 'root'), hookPoint: 'mlp_out.0', size: 40, width: 16 });
  });
  after(() => engine.close());

  const changed = (change: Partial<DictionaryRecord>): DictionaryFiles => ({
    folder: root.files.folder,
    dictionary: { ...root.files.dictionary, ...change },
  });

  function pruned(name: string, gone: readonly number[]): DictionaryFiles {
    const { name: rootName, size } = root.files.dictionary;
    return changed({
      name,
      size: size - gone.length,
      pruning: {
        ...{ of: rootName, root: rootName },
        removed: gone.length,
        indexRange: size,
        goneIndices: encodeIndexSet(gone, size),
      },
    });
  }

  test('may be prunings of one root: each measures as it does alone, and what is gone does not fire', async () => {
    const members = [
      root.files,
      pruned('odd', [0, 2, 6, 39]),
      pruned(
        'none',
        Array.from({ length: 40 }, (_, f) => f),
      ),
    ];
    const meter = await engine.openMeter(model, members);

    const together = await meter.measure(everywhere(), mean_D);

    for (const [at, member] of members.entries()) {
      const alone = await engine.openMeter(model, [member]);
      assert.deepEqual((await alone.measure(everywhere(), mean_D)).dictionaries[0], together.dictionaries[at]);
      await alone.close();
    }
    const [whole, odd, none] = together.dictionaries;
    assert.ok([0, 2, 6, 39].every((feature) => odd.firings_F[feature] === 0));
    assert.ok([0, 2, 6, 39].some((feature) => whole.firings_F[feature] > 0));
    assert.equal(odd.firings_F[1], whole.firings_F[1]);
    assert.deepEqual(none.l0_N, new Int32Array(T));
    assert.ok(none.squaredReconstruction_N.every((norm) => Math.abs(norm - squaredNorm(root.weights.bDec_D)) <= 1e-6));
    await meter.close();
  });

  test('may be a transcoder: it reads one hook point, and is compared and put in at another', async () => {
    const transcoder = changed({ name: 'transcoder', hookPoint: 'mlp_in.1', outputHookPoint: 'mlp_out.1' });
    const [read_TD, written_TD] = await engine.readActivations(model, ['mlp_in.1', 'mlp_out.1'], everywhere());
    const at = (values_TD: Float32Array, t: number): Float32Array => values_TD.subarray(t * 16, (t + 1) * 16);
    const reconstruction = (t: number) => reconstruct(root, at(read_TD, t)).xHat_D;
    const patched = await openPatchedModel(model, 'mlp_out.1');
    const whole = await patched.logLikelihoods(tokenIds, { isReplaced: () => true, value: reconstruction });
    const meter = await engine.openMeter(model, [transcoder]);

    const measured = await meter.measure(everywhere(), mean_D);

    const [{ loss_BT, squaredError_N }] = measured.dictionaries;
    tokenIds.forEach((_, t) => {
      const residual = at(written_TD, t).map((x, d) => x - reconstruction(t)[d]);
      close(measured.squaredNorm_N[t], squaredNorm(at(written_TD, t)));
      close(squaredError_N[t], squaredNorm(residual));
      if (t + 1 < T) close(loss_BT[t], -whole[t][tokenIds[t + 1]]);
    });
    await Promise.all([meter.close(), patched.close()]);
  });

  test('are measured alike in a model whose logits come from more than a product with a matrix', async () => {
    const folderOfOther = await copyModelFolder(fixture('models/gpt-neox'), join(folder, 'capped'));
    const path = join(folderOfOther, 'model.onnx');
    await writeFile(path, encodeModel(withLowerBound(decodeModel(await readFile(path), path))));
    const capped = await copyModel(folderOfOther, join(folder, 'capped-model'));
    const meters = await Promise.all([model, capped].map((files) => engine.openMeter(files, [root.files])));

    const [plain, bounded] = await Promise.all(meters.map((meter) => meter.measure(everywhere(), mean_D)));

    assert.deepEqual(bounded, plain);
    await Promise.all(meters.map((meter) => meter.close()));
  });

  test('share their hook points', async () => {
    const elsewhere = changed({ name: 'elsewhere', hookPoint: 'mlp_out.1', outputHookPoint: 'mlp_out.1' });

    await assert.rejects(engine.openMeter(model, [root.files, elsewhere]), /one hook point/);
    await assert.rejects(engine.openMeter(model, []), /at least one/);
  });

  test('are refused where the model has no such hook point, or one of another width', async () => {
    const lost = changed({ hookPoint: 'mlp_out.7', outputHookPoint: 'mlp_out.7' });
    const tooNarrow = changed({ hookPoint: 'mlp_hidden.0', outputHookPoint: 'mlp_hidden.0' });
    const tooNarrowOut = changed({ hookPoint: 'mlp_in.0', outputHookPoint: 'mlp_hidden.0' });

    await expectError(() => engine.openMeter(model, [lost]), 'HOOK_POINT_UNKNOWN', { message: /mlp_out\.0/ });
    for (const wrong of [tooNarrow, tooNarrowOut])
      await expectError(() => engine.openMeter(model, [wrong]), 'DICTIONARY_WIDTH_MISMATCH', { message: /16.*64/ });
  });

  test('are refused where they read what depends on what they write', async () => {
    const backwards = changed({ hookPoint: 'mlp_out.1', outputHookPoint: 'mlp_out.0' });

    await expectError(() => engine.openMeter(model, [backwards]), 'UNSUPPORTED_DICTIONARY', { message: /mlp_out\.1/ });
    assert.equal(engine.loaded.filter(({ kind }) => kind === 'dictionary').length, 0);
  });

  test('are not measured when the signal is aborted', async () => {
    const meter = await engine.openMeter(model, [root.files]);

    await expectError(() => meter.measure(everywhere(), mean_D, AbortSignal.abort()), 'CANCELLED');
    await expectError(() => meter.sum(everywhere(), AbortSignal.abort()), 'CANCELLED');
    await meter.close();
  });
});

test('a meter of a shipped dictionary gives the same bits for long sequences, alone and together, on two threads', async () => {
  const folder = temporaryFolder();
  const model = await copyModel(demo('models/demo'), join(folder, 'model'));
  const files = await importedDictionary(join(folder, 'dictionary'));
  const engine = createEngine({ providers: ['cpu'], threads: 2 });
  const meter = await engine.openMeter(model, [files]);
  const sequences = [200, 256, 17, 130, 250].map((length, b) =>
    Array.from({ length }, (_, t) => (t * (b + 7) + t * t) % model.model.vocabularySize),
  );
  const mean = new Float32Array(128).fill(0.1);

  const together = await meter.measure(everywhere(sequences), mean);

  const sums = Array.from({ length: 3 }, () => new Float64Array(128));
  const sumsOf = ({ squares_D, dictionaries: [{ errorSum_D, errorSquares_D }] }: BatchMeasurement) =>
    [squares_D, errorSum_D, errorSquares_D] as const;
  for (const [b, sequence] of sequences.entries()) {
    const alone = await meter.measure(everywhere([sequence]), mean);
    const { kl_BT } = alone.dictionaries[0];
    assert.deepEqual(kl_BT, together.dictionaries[0].kl_BT.slice(b * 256, b * 256 + sequence.length));
    sumsOf(alone).forEach((sum_D, which) => sum_D.forEach((value, d) => (sums[which][d] += value)));
  }
  assert.deepEqual(sums, sumsOf(together));
  await engine.close();
});

async function importedDictionary(folder: string): Promise<DictionaryFiles> {
  const { weights, close: closeFile, ...read } = await readDictionary(demo('dictionaries/mlp_out.1/0_512'));
  await writeDictionaryWeights(folder, { ...read, weights });
  await closeFile();
  const places = { hookPoint: 'mlp_out.1', outputHookPoint: 'mlp_out.1' };
  return { folder, dictionary: { ...read, ...places, name: 'shipped', model: 'test-model', digest: 'test' } };
}

/** Logits of at least -1e9, which is all of them; the operator is none of those that a head is known to have. */
function withLowerBound(model: GraphModel): GraphModel {
  const { graph } = model;
  const nodes = graph.node.map((made) => (made.output[0] === 'logits' ? { ...made, output: ['unbounded'] } : made));
  const bound = float32Tensor('bound', [], Float32Array.of(-1e9));
  return {
    ...model,
    graph: {
      ...graph,
      node: [...nodes, node('Max', ['unbounded', 'bound'], ['logits'])],
      initializer: [...graph.initializer, bound],
    },
  };
}

const squaredNorm = (values: Float32Array): number => values.reduce((sum, value) => sum + value ** 2, 0);

const close = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
