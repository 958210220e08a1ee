/** Encoders: a forward pass and the dictionaries on it, against the definition computed in float64. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createEngine } from '../../../engine/index.js';
import type { Encoder, Engine, ModelFiles, TokenBatch } from '../../../engine/index.js';
import { createRandom } from '../../../domain/seeded-random.js';
import { expectError } from '../../support/expect-error.js';
import { toTable } from '../../support/firings-table.js';
import { copyModel, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { writeRandomDictionary } from '../../support/random-dictionary.js';
import type { RandomDictionary } from '../../support/random-dictionary.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** 16 products in float32 against float64. */
const tolerance = 1e-5;

const draw = createRandom(3);
const lengths = [5, 1, 0, 32, 16, 17, 9, 31];
const sequences = lengths.map((length) => Array.from({ length }, () => Math.floor(draw() * 60)));

describe('an encoder of two dictionaries at unlike hook points', () => {
  const folder = temporaryFolder();
  let engine: Engine;
  let model: ModelFiles;
  let dictionaries: RandomDictionary[];
  let encoder: Encoder;
  const batch: TokenBatch = tokenBatch(sequences, 40);

  before(async () => {
    model = await copyModel(fixture('models/gpt-neox'), join(folder, 'model'));
    engine = createEngine({ providers: ['cpu'], threads: 1 });
    dictionaries = [
      await writeRandomDictionary({ folder: join(folder, 'a'), hookPoint: 'mlp_out.0', size: 40, width: 16 }),
      await writeRandomDictionary({ folder: join(folder, 'b'), hookPoint: 'mlp_hidden.1', size: 24, width: 64 }),
    ];
    encoder = await engine.openEncoder(
      model,
      dictionaries.map(({ files }) => files),
    );
  });
  after(() => engine.close());

  test('finds the firings that the definition gives on the activations the engine reads', async () => {
    const points = dictionaries.map(({ files }) => files.dictionary.hookPoint);
    const x = await engine.readActivations(model, points, batch);

    const found = await encoder.encode(batch);

    dictionaries.forEach(({ weights, files }, at) => {
      const { size, width } = files.dictionary;
      const table = toTable(found[at]);
      let fired = 0;
      lengths.forEach((length, b) => {
        for (let t = 0; t < length; t++)
          for (let feature = 0; feature < size; feature++) {
            let sum = weights.bEnc_F[feature];
            for (let d = 0; d < width; d++) {
              const centred = x[at][((b * 40 + t) * width + d) | 0] - weights.bDec_D[d];
              sum += centred * weights.wEnc_FD[feature * width + d];
            }
            const activation = table.get(`${b * 40 + t}/${feature}`) ?? 0;
            assert.ok(Math.abs(activation - Math.max(0, sum)) <= tolerance, `${activation} is not ${sum}`);
            if (activation > 0) fired++;
          }
      });
      assert.equal(table.size, fired, 'nothing fires behind a sequence');
      assert.ok(fired > 0);
    });
  });

  test('lists rows ascending, and features ascending within a row', async () => {
    for (const { row_N, feature_N } of await encoder.encode(batch)) {
      const order = Array.from(row_N, (row, n) => row * 1000 + feature_N[n]);

      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
      );
    }
  });

  test('gives the same bits for every sequence alone as in the batch', async () => {
    const together = (await encoder.encode(batch)).map(toTable);

    for (const [b, sequence] of sequences.entries()) {
      const alone = await encoder.encode(tokenBatch([sequence]));
      alone.forEach((activations, at) => {
        const moved = toTable({ ...activations, row_N: activations.row_N.map((row) => row + b * 40) });
        const expected = [...together[at]].filter(([key]) => Math.floor(parseInt(key, 10) / 40) === b);
        assert.deepEqual([...moved], expected);
      });
    }
  });

  test('counts the CPU seconds inside the runtime', async () => {
    const before = encoder.secondsInside;

    await encoder.encode(batch);

    assert.ok(encoder.secondsInside > before);
    assert.ok(encoder.secondsInside < 10);
  });

  test('is listed with its model as loaded, and its dictionaries no longer after it is closed', async () => {
    const second = await engine.openEncoder(model, [dictionaries[0].files]);
    const loaded = engine.loaded.map(({ kind, name, provider }) => `${kind} ${name} ${provider}`);

    await second.close();
    const [result] = await encoder.encode(batch);

    assert.deepEqual(loaded, [
      'model test-model cpu',
      'dictionary random/mlp_out.0/40 cpu',
      'dictionary random/mlp_hidden.1/24 cpu',
    ]);
    assert.equal(engine.loaded.length, 3);
    assert.ok(result.row_N.length > 0, 'the other encoder still works');
  });

  test('leaves no dictionary listed when one of them cannot be opened', async () => {
    const { folder: second } = dictionaries[1].files;
    const graph = join(
      second,
      readdirSync(second).find((name) => name.endsWith('.onnx'))!,
    );
    const whole = readFileSync(graph);
    writeFileSync(graph, 'no graph');
    const other = createEngine({ providers: ['cpu'], threads: 1 });
    const files = dictionaries.map((dictionary) => dictionary.files);

    await expectError(() => other.openEncoder(model, files), 'MODEL_FILE_INVALID');

    assert.deepEqual(
      other.loaded.map(({ kind }) => kind),
      ['model'],
    );
    writeFileSync(graph, whole);
    await other.close();
  });

  test('does not start when the signal is aborted', async () => {
    await expectError(() => encoder.encode(batch, AbortSignal.abort()), 'CANCELLED');
  });

  test('names the nearest hook points for one that the model has not', async () => {
    const { folder, dictionary } = dictionaries[0].files;
    const lost = { folder, dictionary: { ...dictionary, hookPoint: 'mlp_out.7' } };

    await expectError(() => engine.openEncoder(model, [lost]), 'HOOK_POINT_UNKNOWN', { message: /mlp_out\.0/ });
    await expectError(() => engine.readActivations(model, ['mlp_uot.1'], batch), 'HOOK_POINT_UNKNOWN', {
      message: /mlp_out\.1/,
    });
  });

  test('refuses a dictionary of another width than its hook point', async () => {
    const { folder, dictionary } = dictionaries[0].files;
    const narrow = { folder, dictionary: { ...dictionary, hookPoint: 'mlp_hidden.0' } };

    await expectError(() => engine.openEncoder(model, [narrow]), 'DICTIONARY_WIDTH_MISMATCH', { message: /16.*64/ });
  });

  test('refuses token ids outside of the vocabulary and sequences longer than the context', async () => {
    await expectError(() => encoder.encode(tokenBatch([[1, 60]])), 'ARGUMENT_INVALID', { message: /token id 60/ });
    await expectError(() => encoder.encode(tokenBatch([Array<number>(33).fill(1)])), 'ARGUMENT_INVALID', {
      message: /33 tokens/,
    });
  });
});
