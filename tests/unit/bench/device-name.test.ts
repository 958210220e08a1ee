/** Which drivers a process has loaded, and whose results are kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadedDrivers } from '../../../bench/device-name.js';
import { reasonNotToKeep, toFileName } from '../../../bench/gpu-results.js';

const mapped = (file: string): string => `7f0000000000-7f0000001000 r-xp 00000000 08:01 42 /usr/lib/${file}\n`;

test('a driver in software is known by its file, alone or beside one of hardware', () => {
  const lavapipe = mapped('libvulkan.so.1.3.239') + mapped('libvulkan_lvp.so');

  assert.deepEqual(loadedDrivers(lavapipe), { software: 'llvmpipe', isNvidia: false, other: undefined });
  assert.deepEqual(loadedDrivers(lavapipe + mapped('libvulkan_radeon.so')), {
    software: 'llvmpipe',
    isNvidia: false,
    other: 'libvulkan_radeon',
  });
});

test("NVIDIA's driver is known by its file", () => {
  const maps = mapped('libvulkan.so.1') + mapped('libnvidia-glcore.so.570.86.15');

  assert.deepEqual(loadedDrivers(maps), { software: undefined, isNvidia: true, other: undefined });
});

test('results of a renderer in software and of a device without a name are not kept', () => {
  const device = { name: 'NVIDIA H100 80GB HBM3', driver: '570.86.15', from: 'nvidia-smi', isSoftware: false };

  assert.equal(reasonNotToKeep(device), undefined);
  assert.match(reasonNotToKeep({ ...device, isSoftware: true }) ?? '', /renderer in software/);
  assert.match(reasonNotToKeep({ ...device, name: null }) ?? '', /--name/);
});

test('a file is named after the device in lower case', () => {
  assert.equal(toFileName('NVIDIA H100 80GB HBM3'), 'nvidia-h100-80gb-hbm3');
  assert.equal(toFileName('AMD Radeon RX 7900 XTX (RADV NAVI31)'), 'amd-radeon-rx-7900-xtx-radv-navi31');
});
