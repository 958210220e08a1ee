/** An engine with little memory for weights, beside one with enough. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createEngine } from '../../../engine/index.js';
import type { DictionaryFiles, Encoder, Engine, ModelFiles } from '../../../engine/index.js';
import { expectError } from '../../support/expect-error.js';
import { copyModel, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { writeRandomDictionary } from '../../support/random-dictionary.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Enough for either model with either of its dictionaries, and for little else. */
const budget = 75_000;
const batch = tokenBatch([
  [1, 2, 3, 4, 5, 6, 7],
  [8, 9],
]);

describe('an engine whose memory budget holds not even all that two requests need', () => {
  const folder = temporaryFolder();
  let [ample, scarce]: Engine[] = [];
  let models: ModelFiles[];
  let dictionaries: DictionaryFiles[];

  before(async () => {
    ample = createEngine({ providers: ['cpu'], threads: 1 });
    scarce = createEngine({ providers: ['cpu'], threads: 1, memoryBudgetBytes: budget });
    const copies = ['gpt-neox', 'gpt-neox-sequential'].map(async (name) => {
      const { folder: copy, model } = await copyModel(fixture(`models/${name}`), join(folder, name));
      return { folder: copy, model: { ...model, name } };
    });
    models = await Promise.all(copies);
    const made = [300, 310, 400].map((size) =>
      writeRandomDictionary({ folder: join(folder, `${size}`), hookPoint: 'mlp_out.0', size, width: 16 }),
    );
    dictionaries = (await Promise.all(made)).map(({ files }) => files);
  });
  after(() => Promise.all([ample.close(), scarce.close()]));

  const openAll = (engine: Engine): Promise<Encoder[]> =>
    Promise.all(models.flatMap((model) => dictionaries.map((files) => engine.openEncoder(model, [files]))));
  const loadedBytes = (): number => scarce.loaded.reduce((sum, { bytes }) => sum + bytes, 0);

  test('gives the same results as one with enough, also to many at once, and never holds more', async () => {
    const [few, many] = await Promise.all([openAll(scarce), openAll(ample)]);
    let most = 0;
    const rounds = Array.from({ length: 4 }, () => few).flat();

    const found = await Promise.all(
      rounds.map(async (encoder) => {
        const activations = await encoder.encode(batch);
        most = Math.max(most, loadedBytes());
        return activations;
      }),
    );

    const expected = await Promise.all(many.map((encoder) => encoder.encode(batch)));
    found.forEach((activations, at) => assert.deepEqual(activations, expected[at % few.length]));
    assert.ok(expected.every(([{ row_N }]) => row_N.length > 0));
    assert.ok(most > 0 && most <= budget, `${most} bytes were loaded`);
    assert.ok(ample.loaded.reduce((sum, { bytes }) => sum + bytes, 0) > budget, 'all together do not fit');
  });

  test('lists what is loaded, and no more what made room', async () => {
    const names = (): string[] => scarce.loaded.map(({ name }) => name);
    const first = await scarce.openEncoder(models[0], [dictionaries[0]]);
    const second = await scarce.openEncoder(models[1], [dictionaries[2]]);

    await first.encode(batch);
    const before = names();
    await second.encode(batch);

    assert.ok(before.includes('gpt-neox') && before.includes('random/mlp_out.0/300'), String(before));
    assert.ok(!names().includes('gpt-neox'), String(names()));
    assert.ok(names().includes('random/mlp_out.0/400'), String(names()));
  });

  test('edits activations as one with enough does, however often it is loaded anew', async () => {
    const edits = [
      { kind: 'feature', dictionary: dictionaries[0], index: 7, factor: 0, offset: 3, positions: undefined },
    ] as const;
    const request = { batch, edits, watch: [] };
    const expected = await ample.intervene(models[0], request);

    for (let round = 0; round < 2; round++) {
      assert.deepEqual(await scarce.intervene(models[0], request), expected);
      await scarce.readActivations(models[1], ['resid_post.1'], batch);
    }
  });

  test('refuses a dictionary that is larger than the budget, saying both numbers, and goes on', async () => {
    const { files } = await writeRandomDictionary({
      folder: join(folder, 'large'),
      ...{ hookPoint: 'mlp_out.0', size: 2000, width: 16 },
    });

    await expectError(() => scarce.openEncoder(models[0], [files]), 'MEMORY_BUDGET_TOO_SMALL', {
      message: /random\/mlp_out\.0\/2000.* need \d{6} bytes .* 75000/,
    });

    const encoder = await scarce.openEncoder(models[0], [dictionaries[0]]);
    assert.equal((await encoder.encode(batch)).length, 1);
  });
});
