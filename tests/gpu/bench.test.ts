/** The bench of a device, at small sizes on whatever there is. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { device, hasDevice } from '../support/two-providers.js';

const bench = fileURLToPath(new URL('../../bench/gpu.js', import.meta.url));

test('prints one JSON with rates above zero', { skip: !hasDevice || device !== 'webgpu' }, () => {
  const { status, stdout } = spawnSync(process.execPath, [bench, '--software'], { encoding: 'utf8' });

  assert.equal(status, 0);
  const { provider, isSoftware, ceilings, similarity, similarityWithoutCopies, encode } = JSON.parse(stdout);
  assert.deepEqual([provider, isSoftware], ['webgpu', true]);
  for (const { tflopPerSecond } of [ceilings.matmul, similarity, similarityWithoutCopies, encode])
    assert.ok(tflopPerSecond > 0);
  assert.ok(ceilings.copy.gbPerSecond > 0);
});

test('refuses where no device is found, and says why', () => {
  const env = { ...process.env, VK_DRIVER_FILES: '/nowhere', VK_ICD_FILENAMES: '/nowhere', CUDA_VISIBLE_DEVICES: '' };

  const { status, stdout, stderr } = spawnSync(process.execPath, [bench], { encoding: 'utf8', env });

  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^webgpu: .+/m);
  assert.match(stderr, /^REFUSED: no device was found/m);
});
