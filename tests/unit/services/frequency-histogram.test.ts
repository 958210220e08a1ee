/** The histogram of feature frequencies. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { frequencyHistogram } from '../../../services/features/frequency-histogram.js';

test('counts by log10 of the frequency, the upper edge in the last bin, dead and outside features in none', () => {
  const firings_F = Float64Array.of(0, 1, 10, 99, 100, 1000, 10_000);

  const histogram = frequencyHistogram(firings_F, 10_000, { bins: 3, from: -3, to: 0 });

  // Frequencies: dead, 1e-4 (below), 1e-3, 9.9e-3, 1e-2, 1e-1, 1 (the upper edge).
  assert.deepEqual(histogram, { edges: [-3, -2, -1, 0], counts: [2, 1, 2] });
});

test('every feature in the range is in the one bin whose edges hold it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 50 }),
      fc.integer({ min: 1, max: 200 }),
      (firings, bins) => {
        const { edges, counts } = frequencyHistogram(Float64Array.from(firings), 1_000_000, { bins, from: -5, to: 0 });

        const logs = firings.filter((count) => count > 0).map((count) => Math.log10(count / 1_000_000));
        assert.equal(edges.length, bins + 1);
        assert.deepEqual(
          counts,
          counts.map((_, bin) => {
            const holds = (log: number) => (bin === bins - 1 ? log <= edges[bin + 1] : log < edges[bin + 1]);
            return logs.filter((log) => log >= edges[bin] && holds(log)).length;
          }),
        );
      },
    ),
  );
});
