/** The bench of a device, at small sizes on whatever there is. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { device, hasDevice } from '../support/two-providers.js';

const bench = fileURLToPath(new URL('../../bench/gpu.js', import.meta.url));
const measurements = [
  'similarityWithCopies',
  'similarityWithoutCopies',
  'encodingWithCopies',
  'encodingWithoutCopies',
  'harvest',
  'harvestOfStrongest',
];

test('prints one JSON in which nothing exceeds its ceiling', { skip: !hasDevice || device !== 'webgpu' }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bench, '--software'], { encoding: 'utf8' });

  assert.equal(status, 0, stderr);
  const printed = JSON.parse(stdout);
  assert.equal(printed.provider, 'webgpu');
  assert.match(printed.commit, /^[0-9a-f]{40}/);
  assert.ok(printed.processor && printed.onnxruntime && printed.date);
  assert.deepEqual(printed.failures, {});
  const { matmul, copy, toDevice, fromDevice } = printed.ceilings;
  for (const rate of [matmul.tflopPerSecond, ...[copy, toDevice, fromDevice].map((ceiling) => ceiling.gbPerSecond)])
    assert.ok(rate > 0);
  for (const name of measurements) {
    const { seconds, flop, shareOfCeiling } = printed.measurements[name];
    assert.ok(seconds > 0 && flop > 0, name);
    assert.ok(shareOfCeiling.matmul > 0 && shareOfCeiling.memory > 0 && shareOfCeiling.fromDevice > 0, name);
    // Ceilings are measured as well: where a neighbour on the machine slowed them, a share may come out above 1.
    for (const share of Object.values<number>(shareOfCeiling))
      assert.ok(share >= 0 && share <= 1.2, `${name}: ${share}`);
  }
  assert.equal(printed.measurements.encodingWithoutCopies.bytes.toDevice, 0);
  for (const { stay, copied, fused } of [printed.residency.intervention, printed.residency.encodeDense])
    assert.ok(stay.seconds > 0 && fused.seconds > 0 && stay.fetchedBytes < copied.fetchedBytes);
  assert.ok(printed.measurements.harvest.besides.tokensPerSecond > 0);
});

test('refuses where no device is found, and says why', () => {
  const env = { ...process.env, VK_DRIVER_FILES: '/nowhere', VK_ICD_FILENAMES: '/nowhere', CUDA_VISIBLE_DEVICES: '' };

  const { status, stdout, stderr } = spawnSync(process.execPath, [bench], { encoding: 'utf8', env });

  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^webgpu: .+/m);
  assert.match(stderr, /^REFUSED: no device was found/m);
});

test('keeps nothing of a renderer in software or of a CPU', () => {
  for (const words of [['--software'], ['--provider', 'cpu']]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bench, ...words, '--write'], { encoding: 'utf8' });

    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^REFUSED: what a .+ does is not kept/);
  }
});
