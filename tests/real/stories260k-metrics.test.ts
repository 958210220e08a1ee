/**
 * Metrics under the rule dictionary_learning against reference.json: PyTorch in float32 with float64 sums, on the same tokens. The
 * tolerance of 1e-4 relative is the contract's; two float32 implementations of the same forward pass differ by about 1e-6.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { MetricsRecord } from '../../domain/metrics.js';
import { createEngine } from '../../engine/index.js';
import { migrations } from '../../migrations/index.js';
import { createServices } from '../../services/create-services.js';
import { openStore } from '../../store/open-store.js';
import { silentLog } from '../support/harvest-workbench.js';
import { writeHeldOut } from '../support/held-out.js';
import { limits } from '../support/open-services.js';
import { hasRealData, stories260k } from '../support/paths.js';
import { temporaryFolder } from '../support/temporary-folder.js';

if (!hasRealData) console.log('SKIPPED: metrics of stories260k, the data are absent');

const tolerance = 1e-4;
const compared = [
  ...['tokens', 'l0', 'l1', 'mse', 'rmse', 'l2Loss', 'varianceExplained', 'cosineSimilarity', 'l2Ratio'],
  ...['lossOriginal', 'lossReconstructed', 'lossZeroAblated', 'lossMeanAblated', 'fractionRecovered'],
  ...['klDivergence', 'alive'],
] as const satisfies readonly (keyof MetricsRecord)[];

type Expected = Readonly<Record<(typeof compared)[number] | 'varianceExplainedUncentredResidual', number>>;

const modelFolders: Readonly<Record<string, string>> = {
  real: 'model',
  random: 'model-random',
  random_keep_embed: 'model-random-keep-embeddings',
};

describe('metrics of stories260k', { skip: !hasRealData }, async () => {
  const folder = temporaryFolder();
  const store = await openStore(folder, { migrations });
  const engine = createEngine({ providers: ['cpu'], threads: 2 });
  const services = createServices({ store, engine, limits, log: silentLog, clock: () => new Date() });
  after(async () => {
    await engine.close();
    await store.close();
  });
  for (const [name, path] of Object.entries(modelFolders))
    await services.imports.importModel({ folder: join(stories260k, path), name });
  await services.imports.importCorpus({ file: writeHeldOut(folder), name: 'heldout' });

  for (const [name, expected] of Object.entries(references())) {
    test(`of ${name} agree with the reference`, async () => {
      const [model, hookPoint] = name.split('/');
      const path = join(stories260k, 'dictionaries', name);
      await services.imports.importDictionary({ path, name, model, hookPoint });

      const { metrics, jobs } = services;
      const input = { dictionary: name, corpus: 'heldout', contextTokens: 128, includeSpecialTokens: false } as const;
      const job = await jobs.run(metrics.start({ ...input, tokenRule: 'DICTIONARY_LEARNING' }).id);

      assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
      const found = metrics.find(name, { tokenRule: 'DICTIONARY_LEARNING' })!;
      for (const field of compared) expectNear(field, Number(found[field]), expected[field]);
      const uncentred = found.variants.find(({ definition }) => definition === 'sparsify.fvu')!.value;
      expectNear('sparsify.fvu', 1 - uncentred, expected.varianceExplainedUncentredResidual);
    });
  }
});

function expectNear(what: string, found: number, expected: number): void {
  const difference = Math.abs(found / expected - 1);
  assert.ok(difference < tolerance, `${what} is ${found}, the reference ${expected}: ${difference} apart`);
}

function references(): Record<string, Expected> {
  if (!hasRealData) return {};
  const { dictionaries } = JSON.parse(readFileSync(join(stories260k, 'reference.json'), 'utf8'));
  const entries = Object.entries<{ readonly metrics: Expected }>(dictionaries);
  return Object.fromEntries(entries.map(([name, { metrics }]) => [name, metrics]));
}
