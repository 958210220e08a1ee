/** The neurons of the shipped model as a dictionary. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateIdentityDictionaryDocument } from '../../generated/operations.js';
import { expectError } from '../../support/expect-error.js';
import { openDemo } from '../../support/open-demo.js';
import { openTestWeb } from '../../support/web.js';

const asker = { signal: new AbortController().signal };

test('features of an identity dictionary are the coordinates above 0', async (t) => {
  const { services } = await openDemo(t, { dictionaries: [] });
  const web = await openTestWeb(services);
  const input = { model: 'demo', hookPoint: 'mlp_hidden.2', name: 'neurons' };
  const { createIdentityDictionary } = await web.read(CreateIdentityDictionaryDocument, { input });
  assert.deepEqual(createIdentityDictionary, {
    ...{ name: 'neurons', size: 512, architecture: 'STANDARD', hookPoint: { name: 'mlp_hidden.2' } },
  });
  assert.equal((await services.controls.createIdentityDictionary(input)).name, 'neurons');

  const prompts = [{ kind: 'raw', text: 'Ruth the medic reads' } as const];
  const question = { model: 'demo', hookPoint: 'mlp_hidden.2', prompts };
  const [activations] = await services.inference.activations(question, asker);
  const [found] = await services.inference.featureActivations({ dictionaries: ['neurons'], prompts }, asker);
  assert.ok(!(activations instanceof Error) && !(found instanceof Error));
  const [{ position_N, feature_N, activation_N }] = found.firings;
  assert.equal(activation_N.length, activations.values.filter((value) => value > 0).length);
  // Sums with zeros change no bit of a float32.
  activation_N.forEach((activation, n) =>
    assert.equal(activation, activations.values[position_N[n] * activations.width + feature_N[n]]),
  );
});

test('what has no such hook point, or another thing of the name, is refused', async (t) => {
  const { services } = await openDemo(t, { dictionaries: [] });
  const create = (changes: object) => () =>
    services.controls.createIdentityDictionary({
      model: 'demo',
      hookPoint: 'mlp_hidden.2',
      name: 'neurons',
      ...changes,
    });
  await create({})();
  await expectError(create({ hookPoint: 'mlp_hidden.9' }), 'HOOK_POINT_UNKNOWN');
  await expectError(create({ hookPoint: 'mlp_hidden.1' }), 'NAME_TAKEN');
  await expectError(create({ model: 'none' }), 'MODEL_NOT_FOUND');
});
