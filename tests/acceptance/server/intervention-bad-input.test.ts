/** What is wrong with an intervention or a generation is said clearly: one code, the argument, and what is allowed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64Of } from '../../support/base64-arrays.js';
import { mlp, openInterventionDemo, residual, topK } from '../../support/intervention-demo.js';
import { demo } from '../../support/paths.js';
import { limits } from '../../support/open-services.js';

const query = `query ($prompts: [PromptInput!]!, $interventions: [InterventionInput!]!, $watch: [FeatureInput!]) {
  intervene(model: "demo", prompts: $prompts, interventions: $interventions, watch: $watch) { lossAfter }
}`;
const prompts = [{ tokenIds: [5, 6, 7, 8] }];
const vectorOf = (length: number, value = 0): string => base64Of(new Float32Array(length).fill(value));

test('bad input of interventions', async (t) => {
  const { web, services, store } = await openInterventionDemo(t);
  await services.imports.importModel({ folder: demo('models/demo-random'), name: 'demo-random' });
  const of = { path: demo('dictionaries/mlp_out.2/random_0_512'), model: 'demo-random' };
  await services.imports.importDictionary({ ...of, name: 'other', hookPoint: 'mlp_out.2' });
  services.prunings.create({ dictionary: residual, name: 'pruned', removeFeatures: [7] });

  const ask = async (variables: object, asked = query) => {
    const { errors, data, status } = await web.ask(asked, { prompts, interventions: [], ...variables });
    return { errors, data, status, first: errors?.[0] };
  };
  const setFeature = (dictionary: string, index: number) => ({
    setFeature: { feature: { dictionary, index }, value: 1 },
  });
  const ablation = (more: object) => ({ ablateFeatures: { dictionary: residual, indices: [1], ...more } });
  const heads = (more: object) => ({ ablateHeads: { layer: 1, heads: [0], ...more } });

  const refused: readonly (readonly [what: string, code: string, message: RegExp, interventions: readonly object[]])[] =
    [
      ['a dictionary that is not there', 'DICTIONARY_NOT_FOUND', /nothing/, [setFeature('nothing', 1)]],
      ['a dictionary of another model', 'ARGUMENT_INVALID', /"demo-random", not of "demo"/, [setFeature('other', 1)]],
      [
        'a reconstruction of another model',
        'ARGUMENT_INVALID',
        /not of "demo"/,
        [{ reconstruct: { dictionary: 'other' } }],
      ],
      ['a feature that never was', 'FEATURE_NOT_FOUND', /no feature 512.*0 to 511/, [setFeature(residual, 512)]],
      ['a negative index', 'FEATURE_NOT_FOUND', /no feature -1/, [ablation({ indices: [3, -1] })]],
      ['a feature that a pruning removed', 'FEATURE_NOT_FOUND', /7 was removed/, [setFeature('pruned', 7)]],
      [
        'a number that float32 cannot hold',
        'ARGUMENT_INVALID',
        /1e\+300.*float32/,
        [{ setFeature: { feature: { dictionary: residual, index: 1 }, value: 1e300 } }],
      ],
      [
        'a vector of the wrong width',
        'ARGUMENT_INVALID',
        /127 wide.*128/,
        [{ addVector: { hookPoint: 'mlp_out.1', vector: vectorOf(127) } }],
      ],
      [
        'NaN in a vector',
        'ARGUMENT_INVALID',
        /NaN at 0/,
        [{ addVector: { hookPoint: 'mlp_out.1', vector: vectorOf(128, NaN) } }],
      ],
      [
        'an infinity in a vector',
        'ARGUMENT_INVALID',
        /-Infinity at 0/,
        [{ addVector: { hookPoint: 'mlp_out.1', vector: vectorOf(128, -Infinity) } }],
      ],
      [
        'an unknown hook point',
        'HOOK_POINT_UNKNOWN',
        /mlp_out\.9/,
        [{ addVector: { hookPoint: 'mlp_out.9', vector: vectorOf(128) } }],
      ],
      ['a layer that the model does not have', 'HOOK_POINT_UNKNOWN', /attn_z\.4/, [heads({ layer: 4 })]],
      ['a head that the layer does not have', 'ARGUMENT_INVALID', /heads 0 to 3, no 4/, [heads({ heads: [1, 4] })]],
      ['the mean of a head over no corpus', 'ARGUMENT_INVALID', /needs a corpus/, [heads({ value: 'MEAN' })]],
      ['a corpus that is not there', 'CORPUS_NOT_FOUND', /nowhere/, [heads({ value: 'MEAN', corpus: 'nowhere' })]],
      [
        'a mean without a harvest',
        'NOT_HARVESTED',
        /harvest of "demo\/mlp_out\.2/,
        [ablation({ dictionary: mlp, value: 'MEAN' })],
      ],
      [
        'two reconstructions of one activation',
        'ARGUMENT_INVALID',
        /twice by one/,
        [{ reconstruct: { dictionary: residual } }, { reconstruct: { dictionary: residual } }],
      ],
      [
        'too many interventions',
        'ARGUMENT_INVALID',
        /129 interventions; 128/,
        new Array(129).fill(setFeature(residual, 1)),
      ],
    ];
  for (const [what, code, message, interventions] of refused)
    await t.test(`${what} is refused with ${code}`, async () => {
      const { first, data } = await ask({ interventions });
      assert.equal(data, null);
      assert.equal(first?.extensions.code, code, JSON.stringify(first));
      assert.match(first?.message ?? '', message);
      assert.ok(first?.extensions.fix);
    });

  await t.test('an error says which intervention it means', async () => {
    const { first } = await ask({ interventions: [setFeature(residual, 1), heads({ heads: [9] })] });
    assert.equal(first?.extensions.at, 'interventions[1].heads');
  });

  await t.test('two kinds of change in one intervention, and none, are refused by the schema', async () => {
    for (const intervention of [{ ...setFeature(residual, 1), ...heads({}) }, {}]) {
      const { first, status } = await ask({ interventions: [intervention] });
      assert.equal(status, 400);
      assert.match(first?.message ?? '', /exactly one/i);
    }
  });

  await t.test(
    'base64 that is no multiple of four bytes, and what is no base64, are refused by the schema',
    async () => {
      for (const [vector, message] of [
        ['AAAAAAA=', /multiple of 4 bytes; this has 5/],
        ['not base64', /base64/],
      ] as const) {
        const { first, status } = await ask({ interventions: [{ addVector: { hookPoint: 'mlp_out.1', vector } }] });
        assert.equal(status, 400);
        assert.match(first?.message ?? '', message);
      }
    },
  );

  await t.test('watched features are checked like the others', async () => {
    const { first } = await ask({ watch: [{ dictionary: 'pruned', index: 7 }] });
    assert.equal(first?.extensions.code, 'FEATURE_NOT_FOUND');
    assert.equal(first?.extensions.at, 'watch');
    const other = await ask({ watch: [{ dictionary: 'other', index: 7 }] });
    assert.equal(other.first?.extensions.code, 'ARGUMENT_INVALID');
  });

  await t.test('a thousand prompts and an unknown model are refused', async () => {
    const { first } = await ask({ prompts: new Array(1000).fill(prompts[0]) });
    assert.equal(first?.extensions.code, 'PROMPTS_TOO_MANY');
    assert.match(first?.message ?? '', new RegExp(`1000 prompts; ${limits.maxPrompts}`));
    const unknown = await ask({}, query.replace('"demo"', '"demon"'));
    assert.equal(unknown.first?.extensions.code, 'MODEL_NOT_FOUND');
  });

  await t.test('a feature of a pruning that is left acts as in its parent', async () => {
    const lossOf = async (intervention: object) => (await ask({ interventions: [intervention] })).data;
    assert.deepEqual(await lossOf(setFeature('pruned', 8)), await lossOf(setFeature(residual, 8)));
    // The mean is that of the harvest of what it was made from.
    const mean = (dictionary: string) => ablation({ dictionary, indices: [8, 9], value: 'MEAN', corpus: 'prompts' });
    assert.deepEqual(await lossOf(mean('pruned')), await lossOf(mean(residual)));
  });

  await t.test('a key that only reads may ask for none of it', async () => {
    const { secret } = web.keys.create('reader', 'read');
    for (const asked of [
      `{ generate(model: "demo", prompt: { text: "a" }) { text } }`,
      `{ feature(dictionary: "${topK}", index: 1) { logitEffect { promoted { logit } } } }`,
      `{ feature(dictionary: "${residual}", index: 1) { nextTokenEffect { logProbabilityChange } } }`,
    ]) {
      const { errors } = await web.ask(asked, {}, secret);
      assert.deepEqual(
        errors?.map(({ extensions }) => extensions.code),
        ['FORBIDDEN'],
      );
    }
    assert.equal(store.activationMeans.list([]).length, 0);
  });
});

test('work that costs too much is refused with both numbers', async (t) => {
  const { web } = await openInterventionDemo(t, { maxEngineCost: 100 });
  const ask = async (asked: string) => {
    const { errors } = await web.ask(asked);
    return errors?.map(({ message, extensions }) => [extensions.code, message]);
  };
  const fourTokens = 'prompt: { tokenIds: [5, 6, 7, 8] }';

  // 4 tokens, 4 layers, the model and a dictionary, with and without the change.
  assert.deepEqual(
    await ask(`{ intervene(model: "demo", prompts: [{ tokenIds: [5, 6, 7, 8] }, { tokenIds: [5, 6, 7] }],
    interventions: [{ reconstruct: { dictionary: "${residual}" } }]) { lossAfter } }`),
    [['ENGINE_COST_TOO_HIGH', 'The work costs 112; 100 is allowed.']],
  );
  // Runs of 4, 5, 6, 7, 8 tokens.
  assert.deepEqual(await ask(`{ generate(model: "demo", ${fourTokens}, maxNewTokens: 5) { text } }`), [
    ['ENGINE_COST_TOO_HIGH', 'The work costs 120; 100 is allowed.'],
  ]);
  const [[code, message]] =
    (await ask(`{ intervene(model: "demo", prompts: [{ tokenIds: [5, 6] }],
    interventions: [{ ablateHeads: { layer: 0, heads: [1], value: MEAN, corpus: "prompts" } }]) { lossAfter } }`)) ??
    [];
  assert.equal(code, 'ENGINE_COST_TOO_HIGH');
  assert.match(message, /mean of attn_z\.0 over "prompts".* 388; 100/);
});
