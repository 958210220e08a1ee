/** Contexts of a real model whose tokenizer puts a BOS and a space before every text. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Context } from '../../domain/context.js';
import { openTestServices } from '../support/open-services.js';
import { hasRealData, stories260k } from '../support/paths.js';

const name = 'stories260k/mlp_out.2/0_512';
const skip = hasRealData ? false : 'SKIPPED: ../shared/data/stories260k is not here';

test('windows of cut documents show the text as it stands in the document', { skip }, async (t) => {
  const { store, services } = await openTestServices(t);
  const { imports, jobs, harvests, contexts } = services;
  await imports.importModel({ folder: `${stories260k}model`, name: 'stories260k' });
  const path = `${stories260k}dictionaries/real/mlp_out.2/0_512`;
  const { size } = await imports.importDictionary({ path, name, model: 'stories260k', hookPoint: 'mlp_out.2' });
  const { digest } = await imports.importCorpus({ file: `${stories260k}corpus.jsonl`, name: 'stories' });
  const options = { contextsPerFeature: 8, windowTokens: 16, contextTokens: 100, maxTokens: 20_000 };
  const job = await jobs.run(
    jobs.startHarvest({ dictionaries: [name], corpus: 'stories', includeSpecialTokens: false, ...options }).id,
  );
  assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
  const harvest = harvests.find(name);
  assert.ok(harvest);
  const texts = new Map<string, string>();
  for await (const document of store.corpora.read(digest)) {
    if ('text' in document) texts.set(document.id, document.text);
  }

  const requests = Array.from({ length: size }, (_, index) => ({ harvest, index, first: 8 }));
  const shown = (await contexts.top(requests)).flatMap(({ items }) => items.map(({ node }) => node));

  // A window may begin or end within a character of several bytes, which is then shown as U+FFFD.
  const whole = shown.filter((context) => !contexts.text(context).includes('\ufffd'));
  assert.ok(whole.length > 1000, `${whole.length}`);
  const beginning = (context: Context) => context.start === 0;
  assert.ok(whole.some(beginning) && whole.some(({ insertedBos }) => insertedBos));
  for (const context of whole) {
    const document = texts.get(context.documentId) ?? '';
    const text = contexts.text(context);
    assert.ok(beginning(context) ? document.startsWith(text) : document.includes(text), JSON.stringify(text));
  }
});
