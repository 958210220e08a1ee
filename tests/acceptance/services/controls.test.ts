/** Controls of the shipped model, harvested like anything else. */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { DictionaryForward } from '../../../domain/dictionary.js';
import { openDemo } from '../../support/open-demo.js';

const like = 'demo/mlp_out.1/0_512';
const options = { contextsPerFeature: 1, windowTokens: 16, includeSpecialTokens: false, maxTokens: 2000 };

async function withDemo(t: TestContext) {
  const opened = await openDemo(t, { dictionaries: [like], corpus: 'prose' });
  const { jobs, harvests, features, catalog } = opened.services;
  const real = catalog.getDictionary(like);
  /** Mean number of features that fire on a token. */
  const l0Of = async (dictionary: string): Promise<number> => {
    const job = await jobs.run(jobs.startHarvest({ dictionaries: [dictionary], corpus: 'prose', ...options }).id);
    assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
    const harvest = harvests.find(dictionary) ?? assert.fail('there is no harvest');
    const indices = Array.from({ length: real.size }, (_, index) => index);
    return features.statistics(harvest, indices).reduce((sum, { frequency }) => sum + frequency, 0);
  };
  return { ...opened, real, l0Of };
}

test('half of the random directions fire on a token, and k of them in the shape of a TopK dictionary', async (t) => {
  const { store, services, real, l0Of } = await withDemo(t);
  const forward: DictionaryForward = { ...real.forward, activation: { kind: 'topK', k: 24 } };
  store.dictionaries.add({ ...real, name: 'topk', architecture: 'TOP_K', forward });
  await services.controls.createRandomDictionary({ like, name: 'random', seed: 1 });
  await services.controls.createRandomDictionary({ like: 'topk', name: 'random-topk', seed: 1 });

  // The sign of a projection on a random direction is as good as a coin: 512 of them deviate by 11, and their mean over tokens by less.
  const half = await l0Of('random');
  assert.ok(Math.abs(half - 256) < 5 * 11, `${half}`);
  // The 24 largest of 512 are above 0 unless nearly all projections are below it.
  const kept = await l0Of('random-topk');
  assert.ok(Math.abs(kept - 24) < 1e-9, `${kept}`);
});

test('a dictionary of the model is harvested on its twin too, where it explains other activations', async (t) => {
  const { store, services, real, l0Of } = await withDemo(t);
  const { controls, jobs } = services;
  const started = controls.startRandomizedModel({ model: 'demo', name: 'twin', scheme: 'ALL', seed: 1 });
  assert.equal((await jobs.run(started.id)).state, 'SUCCEEDED');
  store.dictionaries.add({ ...real, name: 'on-twin', model: 'twin' });

  assert.notEqual(await l0Of('on-twin'), await l0Of(like));
});
