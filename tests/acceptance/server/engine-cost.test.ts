/** What every answer says its questions to the engine cost: tokens times layers times dictionaries. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mlpDictionary, residualDictionary } from '../../support/demo-files.js';
import { openInferenceDemo } from '../../support/inference-demo.js';
import { limits } from '../../support/open-services.js';

const layers = 4;
const threeTokens = '{ tokenIds: [5, 6, 7] }';
const activations = (prompts: string): string =>
  `activations(model: "demo", hookPoint: "mlp_out.1", prompts: [${prompts}]) { width }`;
const features = `featureActivations(dictionaries: ["${mlpDictionary}", "${residualDictionary}"], prompts: [${threeTokens}]) {
  sparse { feature }
}`;

test('the cost of the engine', async (t) => {
  // Enough for the most expensive query below that is answered.
  const limit = 3 * layers * (1 + 3 + 2);
  const { web } = await openInferenceDemo(t, { maxEngineCost: limit });
  const costOf = async (query: string) => {
    const { cost, errors } = await web.ask(`{ ${query} }`);
    return { engine: cost?.engine, errors: errors?.map(({ message, extensions }) => [extensions.code, message]) };
  };
  const costs = (cost: number) => ({ engine: { cost, limit }, errors: undefined });

  await t.test('is told beside the cost of the query, and not where the engine is not asked', async () => {
    const { cost } = await web.ask(`{ ${activations(threeTokens)} }`);
    assert.deepEqual(cost, { cost: 2, limit: limits.maxQueryCost, engine: { cost: 3 * layers, limit } });
    assert.deepEqual(await costOf('models { totalCount }'), { engine: undefined, errors: undefined });
  });

  await t.test('counts the tokens of good prompts, the layers, the dictionaries and the pass itself', async () => {
    assert.deepEqual(await costOf(activations(threeTokens)), costs(3 * layers));
    assert.deepEqual(await costOf(features), costs(3 * layers * (1 + 2)));
    const oneIsBad = await costOf(activations(`${threeTokens}, { text: "" }, { tokenIds: [5] }`));
    assert.deepEqual(oneIsBad.engine, { cost: 4 * layers, limit });
  });

  await t.test('counts an intervention as two passes, and a generation as one for every new token', async () => {
    const change = `{ setFeature: { feature: { dictionary: "${mlpDictionary}", index: 1 }, value: 2 } }`;
    const intervene = `intervene(model: "demo", prompts: [${threeTokens}], interventions: [${change}]) { lossAfter }`;
    assert.deepEqual(await costOf(intervene), costs(3 * layers * 2 * 2));
    const generate = `generate(model: "demo", prompt: ${threeTokens}, maxNewTokens: 2) { text }`;
    assert.deepEqual(await costOf(generate), costs((3 + 4) * layers));
  });

  await t.test('is the sum over all fields of a request, which the limit is for', async () => {
    const two = `a: ${activations(threeTokens)} b: ${features}`;
    assert.deepEqual(await costOf(two), costs(3 * layers * (1 + 3)));
    assert.deepEqual(await costOf(`${two} c: ${features}`), {
      engine: { cost: 3 * layers * (1 + 3 + 3), limit },
      errors: [['ENGINE_COST_TOO_HIGH', `The work costs ${3 * layers * (1 + 3 + 3)}; ${limit} is allowed.`]],
    });
    assert.deepEqual(await costOf(features), costs(3 * layers * 3), 'the next request has a bill of its own');
  });
});
