/** What the measurement of one graph in the place of several compares: works with the same results. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { countedSessions } from '../../bench/counted-sessions.js';
import type { CountedSessions } from '../../bench/counted-sessions.js';
import { measureResidency } from '../../bench/gpu-residency.js';
import { forward, writeResidencyWorld } from '../../bench/residency-world.js';
import { encodeWorks, interventionWorks } from '../../bench/residency-works.js';
import type { Works } from '../../bench/residency-works.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const sizes = { model: 'demo', layer: 1, features: 90, sequences: 2, positions: 12, repeats: 1 } as const;

describe('one graph of model and dictionary', () => {
  const folder = temporaryFolder();
  const works: Record<string, Works> = {};
  let counted: CountedSessions;

  before(async () => {
    const world = await writeResidencyWorld(folder, sizes);
    works.losses = await interventionWorks(world);
    works.firings = await encodeWorks(world, { forward, graphs: 'listing' });
    works['firings that a device tells'] = await encodeWorks(world, { forward, graphs: 'onDevice' });
    const topK = { ...forward, activation: { kind: 'topK', k: 4 } } as const;
    works['strongest features'] = await encodeWorks(world, { forward: topK, graphs: 'onDevice' });
    counted = countedSessions('cpu', 'stay');
  });
  after(() => counted.close());

  test('gives the same, bit for bit, as graphs that run one after the other, and less comes back', async () => {
    for (const [what, { separate, fused }] of Object.entries(works)) {
      const start = counted.crossed.fetchedBytes;
      const expected = await separate(counted.sessions);
      const between = counted.crossed.fetchedBytes;
      const actual = await fused(counted.sessions);

      assert.deepEqual([actual].flat(), [expected].flat(), what);
      assert.ok(counted.crossed.fetchedBytes - between < between - start, what);
    }
  });
});

test('every variant that the provider has is measured', async () => {
  const { intervention, encodeDense, encodeTopK } = await measureResidency('cpu', { ...sizes, features: 64 });

  for (const figures of [intervention, encodeDense, encodeTopK]) {
    assert.deepEqual(Object.keys(figures), ['copied', 'fused']);
    for (const { seconds, fetchedBytes } of Object.values(figures)) assert.ok(seconds > 0 && fetchedBytes > 0);
  }
});
