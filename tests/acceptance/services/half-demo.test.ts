/** The shipped model in float16, from its folder to what a harvest and metrics say, beside the same weights in float32. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { halveModel, roundModel } from '../../support/half-model.js';
import { copyModelFolder, tokenBatch } from '../../support/models.js';
import { openTestServices } from '../../support/open-services.js';
import { demo } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/**
 * Errors of 2^-12 in every tensor on the way: what fires near 0 may differ, and numbers by some thousandths. Measured: 0.03% of the
 * features that fire at a token, 0.4% of the tokens for the feature that differs most, 0.14% of a largest activation.
 */
const tolerances = { l0: 0.005, frequency: 0.01, maxActivation: 0.01, loss: 0.002 };

const names = ['half', 'rounded'] as const;
const dictionaryOf = (model: string): string => `${model}/mlp_out.1/0_512`;

/** Two models, each with the same dictionary; what is read of them goes by their names. */
async function openBoth(t: TestContext) {
  const folder = temporaryFolder();
  const opened = await openTestServices(t);
  const { imports } = opened.services;
  await imports.importCorpus({ file: demo('corpus.jsonl'), name: 'prose' });
  for (const name of names) {
    const source = await copyModelFolder(demo('models/demo'), join(folder, name));
    await (name === 'half' ? halveModel(source, { logits: 'float16' }) : roundModel(source));
    await imports.importModel({ folder: source, name });
    const path = demo('dictionaries/mlp_out.1/0_512');
    await imports.importDictionary({ path, name: dictionaryOf(name), model: name, hookPoint: 'mlp_out.1' });
  }
  return opened;
}

test('a harvest on a model of float16 finds what one on the same weights in float32 finds', async (t) => {
  const { store, services } = await openBoth(t);
  const { jobs, harvests, features } = services;
  const options = { contextsPerFeature: 4, windowTokens: 32, includeSpecialTokens: false, maxTokens: 8000 };

  const [half, rounded] = await Promise.all(
    names.map(async (name) => {
      const started = jobs.startHarvest({ dictionaries: [dictionaryOf(name)], corpus: 'prose', ...options });
      const job = await jobs.run(started.id);
      assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
      const all = Array.from({ length: 512 }, (_, index) => index);
      return features.statistics(harvests.find(dictionaryOf(name))!, all);
    }),
  );

  assert.equal(store.models.find('half')?.precision, 'FLOAT16');
  const l0 = (statistics: typeof half): number => statistics.reduce((sum, { frequency }) => sum + frequency, 0);
  assert.ok(l0(rounded) > 10);
  assert.ok(Math.abs(l0(half) / l0(rounded) - 1) < tolerances.l0);
  half.forEach(({ frequency, maxActivation }, index) => {
    assert.ok(Math.abs(frequency - rounded[index].frequency) < tolerances.frequency, `frequency of ${index}`);
    const scale = Math.max(0.5, rounded[index].maxActivation);
    assert.ok(Math.abs(maxActivation - rounded[index].maxActivation) < tolerances.maxActivation * scale, `${index}`);
  });
});

test('metrics on a model of float16 are those on the same weights in float32', async (t) => {
  const { services } = await openBoth(t);
  const { jobs, metrics } = services;
  const options = { corpus: 'prose', contextTokens: 64, includeSpecialTokens: false, maxTokens: 2000 } as const;
  const [half, rounded] = await Promise.all(
    names.map(async (name) => {
      const input = { dictionary: dictionaryOf(name), tokenRule: 'DICTIONARY_LEARNING', ...options } as const;
      const job = await jobs.run(metrics.start(input).id);
      assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
      return metrics.find(dictionaryOf(name), { tokenRule: 'DICTIONARY_LEARNING' })!;
    }),
  );

  for (const key of ['lossOriginal', 'lossReconstructed', 'lossZeroAblated', 'lossMeanAblated'] as const)
    assert.ok(Math.abs(half[key] - rounded[key]) < tolerances.loss, `${key}: ${half[key]}, ${rounded[key]}`);
  assert.ok(Math.abs(half.l0 / rounded.l0 - 1) < tolerances.l0);
});

test('what fires on a sequence does not depend on the sequences beside it', async (t) => {
  const { store, engine } = await openBoth(t);
  const [model, dictionary] = [store.models.find('half')!, store.dictionaries.find(dictionaryOf('half'))!];
  const encoder = await engine.openEncoder({ folder: store.blobs.modelFolder(model.digest), model }, [
    { folder: store.blobs.dictionaryFolder(dictionary.digest), dictionary },
  ]);
  const sequences = [40, 33, 7, 48, 40].map((length, b) =>
    Array.from({ length }, (_, t) => (7 * b + 31 * t + t * t) % model.vocabularySize),
  );

  const [together] = await encoder.encode(tokenBatch(sequences, 48));
  for (const [b, tokens] of sequences.entries()) {
    const [alone] = await encoder.encode(tokenBatch([tokens], 48));
    const own = Array.from(together.row_N, (row, n) => [row - b * 48, n]).filter(([t]) => t >= 0 && t < 48);
    assert.deepEqual(
      own.map(([t, n]) => [t, together.feature_N[n], together.activation_N[n]]),
      Array.from(alone.row_N, (row, n) => [row, alone.feature_N[n], alone.activation_N[n]]),
    );
  }
  assert.ok(together.row_N.length > 1000);
});
