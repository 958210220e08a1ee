/** The words behind `npm run bench:gpu --`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseGpuOptions } from '../../../bench/gpu-options.js';

test('without words a GPU is looked for and nothing is written', () => {
  assert.deepEqual(parseGpuOptions([]), {
    providers: ['cuda', 'webgpu'],
    takesSoftware: false,
    writes: false,
    name: undefined,
  });
});

test('what does not fit together is refused', () => {
  assert.throws(() => parseGpuOptions(['--provider', 'tpu']), /no provider "tpu"; there are cuda, webgpu, cpu/);
  assert.throws(() => parseGpuOptions(['--software', '--provider', 'cuda']), /--software is for webgpu/);
  assert.throws(() => parseGpuOptions(['--software', '--write']), /^Error: REFUSED/);
  assert.throws(() => parseGpuOptions(['--fast']), /--fast/);
});
