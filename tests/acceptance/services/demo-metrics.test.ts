/**
 * Metrics of a shipped dictionary against demo/measurements.json, which demo/train/metrics.py measured with PyTorch in float32 on the
 * same corpus: all positions counted and replaced. The tolerance is the contract's 1e-4 relative; about 1e-6 is seen.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { MetricsInput } from '../../../domain/job.js';
import { openTokenizer } from '../../../engine/index.js';
import { measureDictionaries } from '../../../services/metrics/measure-dictionaries.js';
import { planMetrics } from '../../../services/metrics/metrics-plan.js';
import { residualDictionary as name } from '../../support/demo-files.js';
import { openDemo } from '../../support/open-demo.js';
import { demo } from '../../support/paths.js';

const tolerance = 1e-4;
const input: MetricsInput = {
  dictionary: name,
  corpus: 'demo',
  tokenRule: 'DICTIONARY_LEARNING',
  includeSpecialTokens: false,
};

test('metrics of a shipped dictionary are those that its training measured', async (t) => {
  const { metrics, jobs } = (await openDemo(t, { dictionaries: [name], corpus: 'demo' })).services;

  const job = await jobs.run(metrics.start(input).id);

  assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
  const found = metrics.findById(job.results[0].key)!;
  const variant = (id: string): number => found.variants.find(({ definition }) => definition === id)!.value;
  const measured = JSON.parse(readFileSync(demo('measurements.json'), 'utf8')).dictionaries[name];
  const pairs: Readonly<Record<string, number>> = {
    tokens: found.tokens,
    l0: found.l0,
    mse: variant('dictionary_learning.mse_loss'),
    explainedVariance: 1 - variant('sparsify.fvu'),
    loss: found.lossOriginal,
    lossWithReconstruction: found.lossReconstructed,
    lossWithZeros: found.lossZeroAblated,
    lossRecovered: Number(found.fractionRecovered),
    over10Percent: variant('llamascope.above_1e-1'),
  };
  for (const [what, value] of Object.entries(pairs)) {
    const difference = Math.abs(value / measured[what] - 1);
    assert.ok(difference < tolerance, `${what} is ${value}, measured ${measured[what]}`);
  }
});

test('the sizes of batches and shards change no bit of them', async (t) => {
  const { store, services, engine } = await openDemo(t, { dictionaries: [name], corpus: 'demo' });
  const plan = planMetrics({ ...input, maxTokens: 1500, contextTokens: 100 }, services.catalog);
  const tokenizer = await openTokenizer(store.blobs.modelFolder(plan.model.digest));
  const measure = async (tuning: object) => {
    const options = { store, engine, tokenizers: { load: async () => tokenizer }, tuning };
    const waiting = { signal: new AbortController().signal, progress: () => undefined };
    return (await measureDictionaries(options, plan, waiting)).values;
  };

  const values = await measure({});

  assert.deepEqual(await measure({ batchPositions: 112 }), values);
  assert.deepEqual(await measure({ batchPositions: 500, shardPositions: 700 }), values);
});
