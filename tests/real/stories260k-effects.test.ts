/** What features of the real model predict, where later runs of a document begin with an inserted BOS. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkNextTokenEffects } from '../support/next-token-check.js';
import { openTestServices } from '../support/open-services.js';
import { hasRealData, stories260k } from '../support/paths.js';
import { openTestWeb } from '../support/web.js';

const dictionary = 'stories260k/resid_post.2/topk_512';
const skip = hasRealData ? false : 'SKIPPED: ../shared/data/stories260k is not here';

test('the next-token effects of cut documents are those of interventions on the runs', { skip }, async (t) => {
  const opened = await openTestServices(t);
  const { imports, jobs } = opened.services;
  await imports.importModel({ folder: `${stories260k}model`, name: 'stories260k' });
  const path = `${stories260k}dictionaries/${dictionary.replace('stories260k/', 'real/')}`;
  await imports.importDictionary({ path, name: dictionary, model: 'stories260k', hookPoint: 'resid_post.2' });
  await imports.importCorpus({ file: `${stories260k}corpus.jsonl`, name: 'stories' });
  const options = { contextsPerFeature: 8, windowTokens: 16, contextTokens: 100, maxTokens: 10_000 };
  await jobs.run(
    jobs.startHarvest({ dictionaries: [dictionary], corpus: 'stories', includeSpecialTokens: false, ...options }).id,
  );

  const question = { dictionary, indices: [3, 5, 8, 13, 21, 34], contexts: 4, tokens: 6 };
  const effects = await checkNextTokenEffects({ ...opened, web: await openTestWeb(opened.services) }, question);

  const contexts = effects.flat().map(({ context }) => context);
  assert.ok(contexts.some(({ start }) => start >= options.contextTokens) && contexts.some(({ start }) => start < 50));
});
