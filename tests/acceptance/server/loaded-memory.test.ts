/** What the server says is loaded, and what it does when not everything fits into its memory budget. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mlpDictionary, residualDictionary } from '../../support/demo-files.js';
import type { ServedApp } from '../../support/served-app.js';
import { openServedApp } from '../../support/served-app.js';

interface Loaded {
  readonly server: {
    readonly loaded: readonly { readonly name: string; readonly kind: string; readonly bytes: number }[];
  };
}

const prompt = 'prompts: [{ tokenIds: [5, 6, 7, 8] }]';
const featuresOf = (...dictionaries: string[]): string =>
  `{ featureActivations(dictionaries: ${JSON.stringify(dictionaries)}, ${prompt}) { sparse { activation } } }`;

async function readLoaded({ ask }: ServedApp): Promise<Map<string, number>> {
  const { data } = await ask<Loaded>('{ server { loaded { name kind bytes } } }');
  return new Map(data!.server.loaded.map(({ kind, name, bytes }) => [`${kind} ${name}`, bytes]));
}

async function readGauge({ metrics }: ServedApp): Promise<Map<string, number>> {
  const lines = (await metrics()).matchAll(/^saeql_loaded_bytes\{kind="(.*)",name="(.*)"\} (\d+)$/gm);
  return new Map([...lines].map(([, kind, name, bytes]) => [`${kind} ${name}`, Number(bytes)]));
}

test('nothing is loaded before it is used, and then the query and the gauge list the same bytes', async (t) => {
  const app = await openServedApp(t);
  assert.equal((await readLoaded(app)).size, 0);
  assert.equal((await readGauge(app)).size, 0);

  const { errors } = await app.ask(featuresOf(mlpDictionary, residualDictionary));

  assert.equal(errors, undefined);
  const loaded = await readLoaded(app);
  // 512 features of width 128: the encoder, its bias, and the bias that is subtracted before it, in float32.
  const weights = (512 * 128 + 512 + 128) * 4;
  const bytes = loaded.get(`dictionary ${mlpDictionary}`)!;
  assert.ok(bytes >= weights && bytes < weights + 256, `${bytes}, not ${weights} and a few constants`);
  assert.deepEqual([...loaded.keys()].sort(), [
    `dictionary ${mlpDictionary}`,
    `dictionary ${residualDictionary}`,
    'model demo',
  ]);
  assert.deepEqual(await readGauge(app), loaded);
});

/** Enough for the model up to the dictionary's hook point with the dictionary, and for nothing beside. */
const budget = 2_700_000;

test('with a small budget the answers stay the same, what is loaded stays below it, and what is too large is refused', async (t) => {
  const [ample, scarce] = [await openServedApp(t), await openServedApp(t, { SAEQL_MEMORY_BUDGET: `${budget}` })];
  const questions = [
    featuresOf(mlpDictionary),
    `{ activations(model: "demo", hookPoint: "resid_post.0", ${prompt}) { values } }`,
    featuresOf(residualDictionary),
  ];

  await t.test('one after the other and all at once', async () => {
    const expected = [];
    for (const question of questions) expected.push(await ample.ask(question));
    for (const [n, question] of questions.entries()) {
      const { data, errors } = await scarce.ask(question);
      assert.deepEqual([data, errors], [expected[n].data, undefined]);
      const loaded = await readLoaded(scarce);
      assert.ok(loaded.size > 0 && sum(loaded) <= budget, `${sum(loaded)} bytes are loaded`);
      assert.deepEqual(await readGauge(scarce), loaded);
    }
    const together = await Promise.all(questions.map((question) => scarce.ask(question)));
    assert.deepEqual(
      together.map(({ data }) => data),
      expected.map(({ data }) => data),
    );
    assert.ok(sum(await readLoaded(ample)) > budget, 'all of it together does not fit');
  });

  await t.test('an error names what is too large, both numbers and the setting, and the server goes on', async () => {
    const { errors } = await scarce.ask('{ generate(model: "demo", prompt: { raw: "a" }, maxNewTokens: 1) { text } }');

    const [{ message, extensions }] = errors!;
    assert.equal(extensions.code, 'MEMORY_BUDGET_TOO_SMALL');
    assert.match(message, new RegExp(`the model "demo" need \\d{7} bytes .* ${budget}`));
    assert.deepEqual([extensions.at, /Raise SAEQL_MEMORY_BUDGET/.test(extensions.fix!)], ['SAEQL_MEMORY_BUDGET', true]);
    assert.equal((await scarce.ask(questions[0])).errors, undefined);
  });
});

function sum(loaded: ReadonlyMap<string, number>): number {
  return [...loaded.values()].reduce((total, bytes) => total + bytes, 0);
}
