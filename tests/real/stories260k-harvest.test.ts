/** Harvests of the real model and dictionaries against a brute force over the same encoder: full sort, no heap. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { HarvestInput } from '../../domain/job.js';
import { createEngine, openTokenizer } from '../../engine/index.js';
import { migrations } from '../../migrations/index.js';
import { createServices } from '../../services/create-services.js';
import { createJobService } from '../../services/jobs/job-service.js';
import { openStore } from '../../store/open-store.js';
import { bruteForceHarvest } from '../support/brute-force-harvest.js';
import { expectSameHarvest } from '../support/expect-harvest.js';
import { silentLog } from '../support/harvest-workbench.js';
import { hasRealData, stories260k } from '../support/paths.js';
import { temporaryFolder } from '../support/temporary-folder.js';

if (!hasRealData) console.log('SKIPPED: harvests of stories260k, the data are absent');

const limits = {
  maxQueryCost: 1e6,
  maxPrompts: 1,
  maxPromptTokens: 1000,
  maxBodyBytes: 1e6,
  maxPageSize: 1000,
  deadlineMs: 1e5,
  maxEngineCost: 4_000_000,
  maxWaiting: 256,
};
const names = ['0_512', '1_1024'];
const input: HarvestInput = {
  dictionaries: names,
  corpus: 'stories',
  contextsPerFeature: 32,
  windowTokens: 64,
  includeSpecialTokens: false,
};
const cases: readonly [string, Partial<HarvestInput>][] = [
  ['whole documents', { maxTokens: 40_000 }],
  ['documents cut into runs of 100 tokens', { maxTokens: 40_000, contextTokens: 100, windowTokens: 32 }],
];

describe('a harvest of stories260k', { skip: !hasRealData }, async () => {
  const store = await openStore(temporaryFolder(), { migrations });
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  const services = createServices({ store, engine, limits, log: silentLog, clock: () => new Date() });
  after(async () => {
    await engine.close();
    await store.close();
  });
  const model = await services.imports.importModel({ folder: join(stories260k, 'model'), name: 'stories260k' });
  await services.imports.importCorpus({ file: join(stories260k, 'corpus.jsonl'), name: 'stories' });
  for (const name of names) {
    const path = join(stories260k, 'dictionaries/real/mlp_out.2', name);
    await services.imports.importDictionary({ path, name, model: model.name, hookPoint: 'mlp_out.2' });
  }
  const folder = store.blobs.modelFolder(model.digest);
  const tokenizer = await openTokenizer(folder);

  for (const [what, changes] of cases) {
    test(`of ${what} finds what brute force finds for every feature`, async () => {
      const job = await services.jobs.run(services.jobs.startHarvest({ ...input, ...changes }).id);
      assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));

      for (const { key } of job.results) {
        const record = store.harvests.get(key)!;
        const dictionary = store.dictionaries.find(record.dictionary)!;
        const files = { dictionary, folder: store.blobs.dictionaryFolder(dictionary.digest) };
        const encoder = await engine.openEncoder({ model, folder }, [files]);
        const tokenFile = store.tokenFiles.open(record.tokenFile);
        const truth = await bruteForceHarvest(
          { encoder, tokenFile, options: record.options, ...tokenizerOf() },
          0,
          dictionary.size,
        );
        await encoder.close();
        expectSameHarvest(store.harvests.open(key), truth, record.options);
        assert.equal(record.tokens, truth.countedTokens);
      }
    });
  }

  test('has one digest whatever the sizes of batches and shards', async () => {
    const digests = new Set<string>();
    for (const harvestTuning of [
      {},
      { batchPositions: 1 },
      { batchPositions: 1000, shardPositions: 3000, pairLimit: 5000 },
    ]) {
      const tokenizers = { load: async () => tokenizer };
      const jobs = createJobService({ store, engine, tokenizers, limits, log: silentLog, harvestTuning });
      const job = await jobs.run(jobs.startHarvest({ ...input, maxTokens: 20_000, contextTokens: 100 }).id);
      digests.add(job.results.map(({ key }) => store.harvests.get(key)!.digest).join());
    }

    assert.equal(digests.size, 1);
  });

  function tokenizerOf() {
    const { bosTokenId, specialTokenIds } = tokenizer;
    return { bosTokenId, specialTokenIds };
  }
});
