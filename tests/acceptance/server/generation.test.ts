/** Generation over HTTP: greedy text against PyTorch, seeds, ends, and what is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  openInterventionDemo,
  readInterventionReference,
  toInterventionInput,
} from '../../support/intervention-demo.js';

interface Answer {
  readonly generate: {
    readonly text: string;
    readonly tokens: readonly { readonly id: number; readonly text: string; readonly special: boolean }[];
    readonly logProbabilities: readonly number[];
  };
}

const query = `query ($prompt: PromptInput!, $most: Int! = 6, $temperature: Float! = 0, $seed: Int! = 0, $interventions: [InterventionInput!]) {
  generate(model: "demo", prompt: $prompt, maxNewTokens: $most, temperature: $temperature, seed: $seed, interventions: $interventions) {
    text tokens { id text special } logProbabilities
  }
}`;
const { prompts, generations } = readInterventionReference();

test('generation asked for over HTTP', async (t) => {
  const { web } = await openInterventionDemo(t);
  const generate = async (variables: object): Promise<Answer['generate']> => {
    const { data, errors } = await web.ask<Answer, object>(query, variables);
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data!.generate;
  };

  for (const [n, { prompt, edits, tokenIds, logProbabilities }] of generations.entries())
    await t.test(`greedy text with ${edits.length} changes is PyTorch's, number ${n}`, async () => {
      const interventions = edits.map(toInterventionInput);
      const generated = await generate({ prompt: { tokenIds: prompt }, interventions });
      assert.deepEqual(
        generated.tokens.map(({ id }) => id),
        tokenIds,
      );
      // float32 on both sides, through four layers.
      generated.logProbabilities.forEach((value, t) => assert.ok(Math.abs(value - logProbabilities[t]) < 1e-4));
      assert.equal(generated.text, generated.tokens.map(({ text }) => text).join(''));
    });

  await t.test('a seed draws the same text again, another one another', async () => {
    const draw = (seed: number) =>
      generate({ prompt: { tokenIds: prompts[0].slice(0, 5) }, temperature: 1.5, seed, most: 8 });
    assert.deepEqual(await draw(3), await draw(3));
    assert.notDeepEqual((await draw(3)).tokens, (await draw(-4)).tokens);
  });

  await t.test('it ends after an end-of-text token, which is a token but no text', async () => {
    // Where a statement of the corpus ends, the model says so.
    const generated = await generate({ prompt: { text: 'The crowd nods.' }, most: 240 });
    const end = generated.tokens.findIndex(({ special }) => special);
    assert.equal(end, generated.tokens.length - 1);
    assert.ok(end > 0 && !generated.text.includes('<|'));
  });

  await t.test('it ends at the context length; a full context has no room for a token', async () => {
    const { tokens } = await generate({ prompt: { tokenIds: new Array(254).fill(17) }, most: 10 });
    assert.ok(tokens.length <= 2);
    const full = await generate({ prompt: { tokenIds: new Array(256).fill(17) }, most: 10 });
    assert.deepEqual(full, { text: '', tokens: [], logProbabilities: [] });
  });

  await t.test('bad input is refused with its code', async () => {
    const codeOf = async (variables: object) => {
      const { errors } = await web.ask(query, { prompt: { tokenIds: [5, 6] }, ...variables });
      return [errors?.[0].extensions.code, errors?.[0].extensions.at];
    };
    const scaled = {
      scaleFeature: { feature: { dictionary: 'demo/resid_post.1/0_512', index: 1 }, factor: 2, positions: [2] },
    };

    assert.deepEqual(await codeOf({ prompt: { text: '' } }), ['PROMPT_EMPTY', 'prompt']);
    assert.deepEqual(await codeOf({ prompt: { tokenIds: new Array(257).fill(1) } }), ['PROMPT_TOO_LONG', 'prompt']);
    assert.deepEqual(await codeOf({ prompt: { tokenIds: [-1] } }), ['TOKEN_ID_UNKNOWN', 'prompt']);
    assert.deepEqual(await codeOf({ most: 0 }), ['ARGUMENT_INVALID', 'maxNewTokens']);
    assert.deepEqual(await codeOf({ most: 5000 }), ['ARGUMENT_INVALID', 'maxNewTokens']);
    assert.deepEqual(await codeOf({ temperature: -0.5 }), ['ARGUMENT_INVALID', 'temperature']);
    assert.deepEqual(await codeOf({ interventions: [scaled] }), [
      'POSITION_OUTSIDE_PROMPT',
      'interventions[0].positions',
    ]);
  });

  await t.test('the server says that every token is a run over the whole sequence', async () => {
    const { data } = await web.ask<{ readonly server: { readonly generation: string } }, object>(
      '{ server { generation } }',
    );
    assert.equal(data?.server.generation, 'recomputes');
  });
});
