/** Execution providers that are tried when none is named. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likelyProviders } from '../../../server/likely-providers.js';

test('a Linux machine without a graphics device tries the CPU alone', () => {
  assert.deepEqual(likelyProviders({ platform: 'linux', devices: ['null', 'dri', 'dri/card0'] }), ['cpu']);
});

test('a Linux machine tries what its devices may serve, CUDA first', () => {
  assert.deepEqual(likelyProviders({ platform: 'linux', devices: ['nvidia0'] }), ['cuda', 'cpu']);
  assert.deepEqual(likelyProviders({ platform: 'linux', devices: ['dri/renderD128'] }), ['webgpu', 'cpu']);
  const both = ['nvidia1', 'dri/renderD129'];
  assert.deepEqual(likelyProviders({ platform: 'linux', devices: both }), ['cuda', 'webgpu', 'cpu']);
});

test('elsewhere devices cannot be seen, so WebGPU is tried', () => {
  assert.deepEqual(likelyProviders({ platform: 'darwin', devices: [] }), ['webgpu', 'cpu']);
  assert.deepEqual(likelyProviders({ platform: 'win32', devices: [] }), ['cuda', 'webgpu', 'cpu']);
});
