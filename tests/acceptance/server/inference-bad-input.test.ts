/** What is wrong with a prompt is said alike by every field that takes prompts: one code, and the prompt that is meant. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mlpDictionary } from '../../support/demo-files.js';
import { openInferenceDemo } from '../../support/inference-demo.js';
import { limits } from '../../support/open-services.js';
import { demo } from '../../support/paths.js';

/** By the name of the field: a query for several prompts, or for the first. */
const queries: Readonly<Record<string, string>> = {
  activations: 'activations(model: "demo", hookPoint: "mlp_out.0", prompts: $prompts) { width }',
  featureActivations: `featureActivations(dictionaries: ["${mlpDictionary}"], prompts: $prompts) { sparse { feature } }`,
  intervene: 'intervene(model: "demo", prompts: $prompts, interventions: []) { lossAfter }',
};
const fine = { tokenIds: [5, 6, 7] };

const badPrompts: readonly (readonly [what: string, prompt: object, code: string, message: RegExp])[] = [
  ['an empty text', { text: '' }, 'PROMPT_EMPTY', /no token/],
  ['an empty raw text', { raw: '' }, 'PROMPT_EMPTY', /no token/],
  ['no token ids', { tokenIds: [] }, 'PROMPT_EMPTY', /no token/],
  ['more tokens than the context', { tokenIds: new Array(257).fill(5) }, 'PROMPT_TOO_LONG', /257 tokens.*256/],
  ['a longer text than any context', { text: 'a'.repeat(200_000) }, 'PROMPT_TOO_LONG', /200000 characters.*256/],
  ['a token id behind the vocabulary', { tokenIds: [5, 1536] }, 'TOKEN_ID_UNKNOWN', /1536 is outside.*0 to 1535/],
  ['a negative token id', { tokenIds: [-1, 5] }, 'TOKEN_ID_UNKNOWN', /-1 is outside/],
];

test('bad prompts', async (t) => {
  const { web, services } = await openInferenceDemo(t);

  for (const [field, query] of Object.entries(queries)) {
    const ask = (prompts: readonly object[]) =>
      web.ask<Record<string, readonly unknown[] | null>, object>(`query ($prompts: [PromptInput!]!) { ${query} }`, {
        prompts,
      });

    for (const [what, prompt, code, message] of badPrompts)
      await t.test(`${field}: ${what} is ${code} at that prompt, and the others are answered`, async () => {
        const { data, errors } = await ask([fine, prompt, fine]);
        assert.deepEqual(
          data?.[field]?.map((answer) => answer !== null),
          [true, false, true],
        );
        assert.deepEqual(
          errors?.map(({ path, extensions }) => [path, extensions.code, extensions.at]),
          [[[field, 1], code, 'prompts[1]']],
        );
        assert.match(errors?.[0].message ?? '', message);
        assert.ok(errors?.[0].extensions.fix);
      });

    await t.test(`${field}: a thousand prompts, and none, are refused as a whole`, async () => {
      const many = await ask(new Array(1000).fill(fine));
      assert.equal(many.errors?.[0].extensions.code, 'PROMPTS_TOO_MANY');
      assert.match(many.errors?.[0].message ?? '', new RegExp(`1000 prompts; ${limits.maxPrompts} are allowed`));
      const none = await ask([]);
      assert.equal(none.errors?.[0].extensions.code, 'ARGUMENT_INVALID');
    });

    await t.test(`${field}: two kinds of input in one prompt, and none, are refused by the schema`, async () => {
      for (const prompt of [{ text: 'a', tokenIds: [5] }, { raw: 'a', text: 'a' }, {}]) {
        const { status, errors } = await ask([prompt]);
        assert.equal(status, 400);
        assert.match(errors?.[0].message ?? '', /exactly one/i);
      }
    });
  }

  await t.test('dictionaries of several models, one that is not there, and none, are refused', async () => {
    await services.imports.importModel({ folder: demo('models/demo-random'), name: 'demo-random' });
    const of = { path: demo('dictionaries/mlp_out.2/random_0_512'), model: 'demo-random' };
    await services.imports.importDictionary({ ...of, name: 'other', hookPoint: 'mlp_out.2' });
    const ask = async (dictionaries: readonly string[]) => {
      const { errors } = await web.ask(
        `{ featureActivations(dictionaries: ${JSON.stringify(dictionaries)}, prompts: [{ text: "a" }]) { dense } }`,
      );
      return errors?.map(({ message, extensions }) => `${extensions.code} ${message}`).join();
    };

    assert.match((await ask([mlpDictionary, 'other']))!, /ARGUMENT_INVALID .*different models \(demo, demo-random\)/);
    assert.match((await ask(['nothing']))!, /DICTIONARY_NOT_FOUND .*nothing/);
    assert.match((await ask([]))!, /ARGUMENT_INVALID No dictionary/);
  });
});
