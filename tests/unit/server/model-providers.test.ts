/** Models that run on another provider than the rest, as the configuration names them. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { parseModelProviders } from '../../../server/model-providers.js';
import { expectError } from '../../support/expect-error.js';

test('a list of models with their providers is read, spaces and all', () => {
  assert.deepEqual(parseModelProviders(' pythia-70m=cpu, a=b = webgpu ,'), { 'pythia-70m': 'cpu', 'a=b': 'webgpu' });
  assert.deepEqual(parseModelProviders(''), {});
});

for (const text of ['pythia-70m', 'pythia-70m=', '=cpu', 'pythia-70m=auto', 'a=cpu, b=tpu'])
  test(`"${text}" is refused with what is allowed`, async () => {
    await expectError(async () => parseModelProviders(text), 'CONFIG_INVALID', {
      at: 'SAEQL_MODEL_PROVIDERS',
      message: /MODEL=PROVIDER, with one of cpu, webgpu, cuda/,
    });
  });
