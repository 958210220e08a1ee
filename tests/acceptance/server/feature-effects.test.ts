/** What features do to the next token, over HTTP: against PyTorch's products, and against interventions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  mlp,
  openInterventionDemo,
  readInterventionReference,
  residual,
  topK,
} from '../../support/intervention-demo.js';
import { checkNextTokenEffects } from '../../support/next-token-check.js';
import { demo } from '../../support/paths.js';

interface LogitEffect {
  readonly promoted: readonly { readonly token: { readonly id: number }; readonly logit: number }[];
  readonly suppressed: LogitEffect['promoted'];
}

const logitQuery = `query ($dictionary: String!, $index: Int!, $first: Int! = 5) { feature(dictionary: $dictionary, index: $index) {
  logitEffect(first: $first) { promoted { token { id } logit } suppressed { token { id } logit } }
} }`;
const { logitEffects } = readInterventionReference();
const counting = { contextsPerFeature: 8, windowTokens: 32, contextTokens: 128, includeSpecialTokens: false };

test('effects of features asked for over HTTP', async (t) => {
  const opened = await openInterventionDemo(t);
  const { web, services } = opened;
  await services.imports.importCorpus({ file: demo('corpus.jsonl'), name: 'prose' });
  const input = { dictionaries: [topK], corpus: 'prose', ...counting, maxTokens: 12_000 };
  const { error } = await services.jobs.run(services.jobs.startHarvest(input).id);
  assert.equal(error, null);

  for (const { dictionary, feature, promoted, suppressed } of logitEffects)
    await t.test(`the logits of feature ${feature} of ${dictionary} are those of PyTorch`, async () => {
      const { data } = await web.ask<{ readonly feature: { readonly logitEffect: LogitEffect } }, object>(logitQuery, {
        ...{ dictionary, index: feature },
      });
      const { logitEffect } = data!.feature;
      for (const [found, expected] of [
        [logitEffect.promoted, promoted],
        [logitEffect.suppressed, suppressed],
      ] as const) {
        assert.deepEqual(
          found.map(({ token }) => token.id),
          expected.map(({ id }) => id),
        );
        // Sums of 128 products in float32.
        found.forEach(({ logit }, n) => assert.ok(Math.abs(logit - expected[n].logit) < 1e-5));
      }
    });

  await t.test('a feature that does not write into the residual stream fails alone', async () => {
    const path = demo('dictionaries/mlp_out.2/0_512');
    await services.imports.importDictionary({ path, name: 'elsewhere', model: 'demo', hookPoint: 'attn_z.1' });
    const { data, errors } = await web.ask(
      `{ a: feature(dictionary: "elsewhere", index: 1) { logitEffect { promoted { logit } } }
         b: feature(dictionary: "${mlp}", index: 1) { logitEffect(first: 1) { promoted { token { id } } } } }`,
    );
    const { a, b } = data as { readonly a: object; readonly b: { readonly logitEffect: LogitEffect } };
    assert.deepEqual(a, { logitEffect: null });
    assert.equal(b.logitEffect.promoted.length, 1);
    assert.deepEqual(
      errors?.map(({ path: place, extensions }) => [place, extensions.code]),
      [[['a', 'logitEffect'], 'HOOK_POINT_UNSUITABLE']],
    );
  });

  await t.test('what a page of features predicts is what ablating each at its peaks changes', async () => {
    const harvest = services.harvests.find(topK)!;
    const { firings_F } = opened.store.harvests.open(harvest.id).columns;
    const indices = [...firings_F.keys()].filter((index) => firings_F[index] > 20).slice(0, 4);
    const question = { dictionary: topK, indices, contexts: 3, tokens: 5 };
    const effects = await checkNextTokenEffects(opened, question);

    assert.equal(effects.length, 4);
    for (const list of effects) {
      assert.deepEqual(
        list.map(({ context }) => context.rank),
        [1, 2, 3],
      );
      assert.ok(
        list.some(({ logProbabilityChange }) => logProbabilityChange.some((change) => Math.abs(change) > 1e-3)),
      );
    }
  });

  await t.test('without a harvest it is null, for a dead feature empty', async () => {
    const harvest = services.harvests.find(residual)!;
    const { firings_F } = opened.store.harvests.open(harvest.id).columns;
    const dead = firings_F.indexOf(0);
    const { data } = await web.ask(
      `{ a: feature(dictionary: "${mlp}", index: 1) { nextTokenEffect { tokens { id } } }
         b: feature(dictionary: "${residual}", index: ${dead}) { nextTokenEffect { tokens { id } } } }`,
    );
    assert.ok(dead >= 0);
    assert.deepEqual(data, { a: { nextTokenEffect: null }, b: { nextTokenEffect: [] } });
  });

  await t.test('numbers out of range are refused, each where it was asked for', async () => {
    const fields = [
      ['logitEffect(first: 0) { promoted { logit } }', 'PAGE_SIZE_INVALID'],
      ['logitEffect(first: 1000000) { promoted { logit } }', 'PAGE_SIZE_INVALID'],
      ['nextTokenEffect(contexts: 0) { logProbabilityChange }', 'ARGUMENT_INVALID'],
      ['nextTokenEffect(contexts: 33) { logProbabilityChange }', 'ARGUMENT_INVALID'],
      ['nextTokenEffect(tokens: 129) { logProbabilityChange }', 'ARGUMENT_INVALID'],
      ['nextTokenEffect(corpus: "nowhere") { logProbabilityChange }', 'CORPUS_NOT_FOUND'],
    ];
    const asked = fields.map(([field], n) => `f${n}: feature(dictionary: "${topK}", index: 1) { asked: ${field} }`);
    const { errors } = await web.ask(`{ ${asked.join(' ')} }`);
    const codes = fields.map((_, n) => errors?.find(({ path }) => path?.[0] === `f${n}`)?.extensions.code);
    assert.deepEqual(
      codes,
      fields.map(([, code]) => code),
    );
  });
});

test('a page whose work costs too much is refused as a whole, not answered feature by feature', async (t) => {
  const { web } = await openInterventionDemo(t, { maxEngineCost: 3000 });
  const ask = async (first: number) => {
    const { errors } = await web.ask(
      `{ features(dictionary: "${residual}", orderBy: FREQUENCY_DESC, first: ${first}) { nodes { nextTokenEffect { logProbabilityChange } } } }`,
    );
    return errors?.map(({ extensions }) => extensions.code);
  };

  assert.equal(await ask(1), undefined);
  assert.deepEqual(await ask(20), new Array(20).fill('ENGINE_COST_TOO_HIGH'));
});
