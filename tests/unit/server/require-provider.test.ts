/** What a server says at start of the providers it was told to use. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { ExecutionProvider } from '../../../engine/engine.js';
import { readConfig } from '../../../server/config.js';
import { createLog } from '../../../server/log.js';
import { requireProvider } from '../../../server/require-provider.js';
import { expectError } from '../../support/expect-error.js';

const found: readonly ExecutionProvider[] = [
  { name: 'cuda', available: false, inUse: false, reason: 'no such library' },
  { name: 'webgpu', available: true, inUse: false, reason: 'Not asked for.' },
  { name: 'cpu', available: true, inUse: true, reason: null },
];
const require = (environment: NodeJS.ProcessEnv): Promise<void> =>
  requireProvider({ tryProviders: async () => found }, readConfig(environment), createLog('silent'));

test('a provider that was named and cannot be used ends the start with the setting and the reason', async () => {
  await expectError(() => require({ SAEQL_PROVIDER: 'cuda' }), 'PROVIDER_UNAVAILABLE', {
    at: 'SAEQL_PROVIDER',
    message: /cuda, which cannot be used: no such library/,
  });
  await expectError(() => require({ SAEQL_MODEL_PROVIDERS: 'a=cuda' }), 'PROVIDER_UNAVAILABLE', {
    at: 'SAEQL_MODEL_PROVIDERS',
  });
});

test('one that nobody named may be missing', async () => {
  await assert.doesNotReject(require({}));
  await assert.doesNotReject(require({ SAEQL_PROVIDER: 'cpu', SAEQL_MODEL_PROVIDERS: 'a=webgpu' }));
});
