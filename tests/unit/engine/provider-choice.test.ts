/** Which execution provider is chosen, by the results of invented tests. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EngineOptions, ProviderName } from '../../../engine/engine.js';
import { createProviderChoice } from '../../../engine/provider-choice.js';
import { createProviderStatus } from '../../../engine/provider-status.js';
import { expectError } from '../../support/expect-error.js';

/** Milliseconds that a provider takes where the CPU takes 10, or why it fails. */
type Machine = Partial<Record<ProviderName, number | string>>;

function chooseOn(machine: Machine, options: Partial<EngineOptions> = {}) {
  const tested: ProviderName[] = [];
  const all = { providers: ['cuda', 'webgpu', 'cpu'] as const, ...options };
  const status = createProviderStatus(all);
  const choice = createProviderChoice({
    options: all,
    status,
    async test(provider) {
      tested.push(provider);
      const outcome = machine[provider] ?? 'absent';
      if (typeof outcome === 'string') throw new Error(outcome);
      return { milliseconds: outcome, cpuMilliseconds: 10 };
    },
  });
  const summary = () =>
    Object.fromEntries(
      status.providers.map(({ name, available, inUse, reason }) => [name, { available, inUse, reason }]),
    );
  return { choice, status, tested, summary };
}

describe('the choice of a provider', () => {
  test('is the first in order that passes, with the CPU behind it, and says why the others are not used', async () => {
    const { choice, tested, summary } = chooseOn({
      cuda: '/onnxruntime_src/cuda.cc:7 f() status == ok was false. no library\n at 3',
      webgpu: 1,
    });

    assert.deepEqual(await choice.providersFor('any'), ['webgpu', 'cpu']);

    assert.deepEqual(tested, ['cuda', 'webgpu']);
    assert.deepEqual(summary(), {
      cuda: { available: false, inUse: false, reason: 'no library' },
      webgpu: { available: true, inUse: true, reason: null },
      cpu: { available: true, inUse: false, reason: 'Not needed: webgpu comes before it and works.' },
    });
  });

  test('tries nothing behind the first that works, and each only once', async () => {
    const { choice, tested, summary } = chooseOn({ cuda: 1, webgpu: 1 });

    await Promise.all([choice.providersFor('a'), choice.providersFor('b'), choice.tryAll()]);

    assert.deepEqual(tested, ['cuda']);
    assert.match(summary().webgpu.reason ?? '', /Not needed: cuda/);
    assert.equal(summary().webgpu.available, false, 'nobody knows whether it works');
  });

  test('passes over one that is many times slower than the CPU, unless it is the only one', async () => {
    const { choice, summary } = chooseOn({ webgpu: 500 });
    const only = chooseOn({ webgpu: 500 }, { providers: ['webgpu'] });

    assert.deepEqual(await choice.providersFor('any'), ['cpu']);
    assert.deepEqual(await only.choice.providersFor('any'), ['webgpu']);

    assert.deepEqual(summary().webgpu, {
      ...{ available: true, inUse: false },
      reason: 'Works, but takes 500.0 ms for what the CPU does in 10.0 ms.',
    });
    assert.equal(only.summary().webgpu.inUse, true);
  });

  test('does not test the CPU', async () => {
    const { choice, tested } = chooseOn({}, { providers: ['cpu'] });

    assert.deepEqual(await choice.providersFor('any'), ['cpu']);
    assert.deepEqual(tested, []);
  });

  test('refuses a provider that was named and fails, with the reason', async () => {
    const { choice } = chooseOn({ cuda: 'no driver' }, { providers: ['cuda'] });

    const [cuda] = await choice.tryAll();
    assert.deepEqual([cuda.available, cuda.reason], [false, 'no driver']);
    await expectError(() => choice.providersFor('any'), 'PROVIDER_UNAVAILABLE', { message: /cuda: no driver/ });
  });

  test('follows the name given for a model, whatever the others use', async () => {
    const { choice, summary } = chooseOn({ cuda: 1 }, { providerOf: { small: 'cpu', odd: 'webgpu' } });

    assert.deepEqual(await choice.providersFor('small'), ['cpu']);
    assert.deepEqual(await choice.providersFor('large'), ['cuda', 'cpu']);
    await expectError(() => choice.providersFor('odd'), 'PROVIDER_UNAVAILABLE', { message: /webgpu: absent/ });
    assert.deepEqual([summary().cpu.inUse, summary().cuda.inUse], [true, true]);
  });

  test('says why providers are not tried at all', () => {
    const { summary } = chooseOn({}, { providers: ['cpu'], untried: [{ provider: 'cuda', reason: 'no device' }] });

    assert.equal(summary().cuda.reason, 'no device');
    assert.equal(summary().webgpu.reason, 'Not asked for.');
  });
});

test('a graph that only the CPU could open is told beside the provider that works otherwise', async () => {
  const { choice, status, summary } = chooseOn({ cuda: 1 });
  await choice.providersFor('any');

  const failures = [{ provider: 'cuda', reason: 'too large\n at line 9' }] as const;
  status.record({ provider: 'cpu', failures, inputs: [], outputs: [] });

  assert.deepEqual(summary().cuda, {
    ...{ available: true, inUse: true },
    reason: 'Works, but could not open every graph: too large',
  });
  assert.deepEqual(summary().cpu, { available: true, inUse: true, reason: null });
});
