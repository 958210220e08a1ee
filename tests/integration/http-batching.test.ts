/** A page of features with what hangs on them is a handful of reads, however long the page is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ResearchError } from '../../domain/errors.js';
import { FeaturesWithContextsDocument } from '../generated/operations.js';
import { imagineServices } from '../support/imagined-services.js';
import { wide } from '../support/small-records.js';
import { openTestWeb } from '../support/web.js';

test('50 features with 10 contexts each are one read of contexts, of statistics, of vectors and of annotations', async () => {
  const { services, calls } = imagineServices();
  const web = await openTestWeb(services);

  const { features } = await web.read(FeaturesWithContextsDocument, {
    dictionary: wide.name,
    first: 50,
    contexts: 10,
  });

  assert.equal(features.nodes.length, 50);
  assert.ok(features.nodes.every(({ topContexts }) => topContexts?.nodes.length === 10));
  assert.deepEqual(Object.fromEntries(calls), {
    'features.page': 1,
    'harvests.find': 1,
    'features.statistics': 1,
    'features.vectors': 1,
    'features.annotations': 1,
    'contexts.top': 1,
    'catalog.getCorpus': 1,
  });
});

test('what the engine says of a page of features is one question of each kind, and a refusal of one is not asked again', async () => {
  const { services } = imagineServices();
  const asked: string[] = [];
  const refusal = new ResearchError('HOOK_POINT_UNSUITABLE', 'Nothing is written there.');
  const effects: typeof services.effects = {
    logitEffects: async (requests) => {
      asked.push(`${requests.length} logit effects`);
      return requests.map(({ feature }) => (feature.index === 2 ? refusal : { promoted: [], suppressed: [] }));
    },
    nextTokenEffects: async (requests) => {
      asked.push(`${requests.length} next-token effects`);
      throw new ResearchError('BUSY', 'Others wait.');
    },
  };
  const web = await openTestWeb({ ...services, effects });
  const fields =
    'logitEffect(first: 1) { promoted { logit } } nextTokenEffect(contexts: 1, tokens: 1) { tokens { id } }';

  const { data, errors } = await web.ask(`{ features(dictionary: "${wide.name}", first: 5) { nodes { ${fields} } } }`);

  assert.deepEqual(asked, ['5 logit effects', '5 next-token effects']);
  const { nodes } = (data as { readonly features: { readonly nodes: readonly { readonly logitEffect: unknown }[] } })
    .features;
  assert.deepEqual(
    nodes.map(({ logitEffect }) => logitEffect !== null),
    [true, true, false, true, true],
  );
  assert.deepEqual(errors?.map(({ extensions }) => extensions.code).sort(), [
    ...new Array<string>(5).fill('BUSY'),
    'HOOK_POINT_UNSUITABLE',
  ]);
});

test('contexts that cannot be had fail alone: those asked for beside them are answered', async () => {
  const { services } = imagineServices();
  const top: typeof services.contexts.top = async (requests) => {
    if (requests.some(({ after }) => after === 'broken')) {
      throw new ResearchError('CURSOR_INVALID', '"broken" is not a cursor of this list.', { at: 'after' });
    }
    return services.contexts.top(requests);
  };
  const web = await openTestWeb({ ...services, contexts: { ...services.contexts, top } });

  const { data, errors } = await web.ask(
    `{ feature(dictionary: "${wide.name}", index: 7) {
      good: topContexts(first: 2) { nodes { rank } }
      bad: topContexts(first: 2, after: "broken") { nodes { rank } }
    } }`,
  );

  assert.deepEqual(data, { feature: { good: { nodes: [{ rank: 1 }, { rank: 2 }] }, bad: null } });
  assert.deepEqual(
    errors?.map(({ path, extensions }) => [path, extensions.code]),
    [[['feature', 'bad'], 'CURSOR_INVALID']],
  );
});

test('one request sees one harvest of a dictionary, even when another is published meanwhile', async () => {
  const { services } = imagineServices();
  let found = 0;
  const find: typeof services.harvests.find = (...wanted) => {
    const harvest = services.harvests.find(...wanted);
    return harvest && { ...harvest, id: `h${++found}` };
  };
  const web = await openTestWeb({ ...services, harvests: { ...services.harvests, find } });

  const { data } = await web.ask(
    `{ a: dictionary(name: "${wide.name}") { harvest { id } } b: dictionary(name: "${wide.name}") { harvest { id } } }`,
  );

  const { a, b } = data as { a: { harvest: { id: string } }; b: { harvest: { id: string } } };
  assert.equal(a.harvest.id, b.harvest.id);
});
