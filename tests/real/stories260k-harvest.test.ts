/** A harvest of a real model beside a brute-force computation: full sorts, no heap, one run at a time. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { HarvestInput } from '../../domain/job.js';
import { createEngine, openTokenizer } from '../../engine/index.js';
import { bruteForceHarvest } from '../support/brute-force-harvest.js';
import { expectSameHarvest } from '../support/expect-harvest.js';
import { openTestServices } from '../support/open-services.js';
import { hasRealData, stories260k } from '../support/paths.js';

const skip = hasRealData ? false : 'SKIPPED: ../shared/data/stories260k is not here';
const names = ['0_512', '1_1024'].map((name) => `stories260k/mlp_out.2/${name}`);

const cases: readonly { readonly title: string; readonly input: Partial<HarvestInput> }[] = [
  { title: 'on a whole corpus', input: {} },
  {
    title: 'on documents that are cut',
    input: { contextTokens: 100, windowTokens: 32, maxTokens: 150_001, contextsPerFeature: 7 },
  },
  {
    title: 'with special tokens counted',
    input: { includeSpecialTokens: true, contextTokens: 100, maxTokens: 60_000 },
  },
];

for (const { title, input } of cases) {
  test(
    `every feature's statistics and contexts ${title} equal those of a brute-force computation`,
    { skip },
    async (t) => {
      const { store, services } = await openTestServices(t);
      const model = await services.imports.importModel({ folder: `${stories260k}model`, name: 'stories260k' });
      await services.imports.importCorpus({ file: `${stories260k}corpus.jsonl`, name: 'stories' });
      for (const name of names) {
        const path = `${stories260k}dictionaries/real/${name.slice('stories260k/'.length)}`;
        await services.imports.importDictionary({ path, name, model: 'stories260k', hookPoint: 'mlp_out.2' });
      }
      const defaults = { contextsPerFeature: 32, windowTokens: 64, includeSpecialTokens: false };
      const queued = services.jobs.startHarvest({ dictionaries: names, corpus: 'stories', ...defaults, ...input });
      const job = await services.jobs.run(queued.id);
      assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));

      const engine = createEngine({ providers: ['cpu'], threads: 1 });
      t.after(() => engine.close());
      const tokenizer = await openTokenizer(store.blobs.modelFolder(model.digest));
      for (const name of names) {
        const harvest = services.harvests.find(name, 'stories');
        assert.ok(harvest);
        const dictionary = services.catalog.getDictionary(name);
        const files = { folder: store.blobs.dictionaryFolder(dictionary.digest), dictionary };
        const encoder = await engine.openEncoder({ folder: store.blobs.modelFolder(model.digest), model }, [files]);
        const { bosTokenId, specialTokenIds } = tokenizer;
        const tokenFile = store.tokenFiles.open(harvest.tokenFile);
        const truth = await bruteForceHarvest(
          { encoder, tokenFile, options: harvest.options, bosTokenId, specialTokenIds },
          0,
          dictionary.size,
        );
        await encoder.close();

        assert.equal(harvest.tokens, truth.countedTokens);
        assert.equal(harvest.dead, truth.features.filter(({ firings }) => firings === 0).length);
        assert.equal(
          harvest.over10Percent,
          truth.features.filter(({ firings }) => firings > 0.1 * truth.countedTokens).length,
        );
        expectSameHarvest(store.harvests.open(harvest.id), truth, harvest.options);
      }
    },
  );
}
