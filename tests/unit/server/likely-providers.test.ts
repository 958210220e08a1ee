/** Execution providers that are tried when none is named. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { likelyProviders, type Machine } from '../../../server/likely-providers.js';

const providersOf = (machine: Machine) => likelyProviders(machine).providers;

test('without a GPU only the CPU is tried, and it is told why the others are not', () => {
  const { providers, untried } = likelyProviders({ platform: 'linux', devices: ['null', 'dri', 'dri/card0'] });

  assert.deepEqual(providers, ['cpu']);
  assert.deepEqual(
    untried.map(({ provider }) => provider),
    ['cuda', 'webgpu'],
  );
  assert.match(untried[0].reason, /no NVIDIA device/);
  assert.match(untried[1].reason, /no GPU/);
});

test('CUDA is tried where there is an NVIDIA device, WebGPU where there is any', () => {
  assert.deepEqual(providersOf({ platform: 'linux', devices: ['nvidia0'] }), ['cuda', 'cpu']);
  assert.deepEqual(providersOf({ platform: 'linux', devices: ['dri/renderD128'] }), ['webgpu', 'cpu']);
  const both = ['nvidiactl', 'nvidia0', 'dri/renderD128'];
  assert.deepEqual(providersOf({ platform: 'linux', devices: both }), ['cuda', 'webgpu', 'cpu']);
});

test('where devices are not files, WebGPU is tried, and CUDA where it exists', () => {
  assert.deepEqual(providersOf({ platform: 'darwin', devices: [] }), ['webgpu', 'cpu']);
  assert.deepEqual(providersOf({ platform: 'win32', devices: [] }), ['cuda', 'webgpu', 'cpu']);
});
