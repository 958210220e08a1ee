/** Prunings of a sweep, each measured once, also by a run that goes on after another. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DictionaryRecord } from '../../../domain/dictionary.js';
import type { MetricsValues } from '../../../domain/metrics.js';
import { MeasuredPrunings, type MeasureTogether } from '../../../services/pruning-sweeps/measured-prunings.js';
import { prunedDictionary } from '../../../services/prunings/pruned-dictionary.js';
import { syntheticDictionary } from '../../support/synthetic-harvest.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const root = syntheticDictionary(60);
const prunings = Array.from({ length: 40 }, (_, index) =>
  prunedDictionary({ name: root.name, root, of: root, removed: [index] }),
);

/** Measures the number of features; remembers what was asked for together. */
function measuring() {
  const passes: (readonly DictionaryRecord[])[] = [];
  const measure: MeasureTogether = async (together) => {
    passes.push(together);
    return { values: together.map(({ size }) => ({ l0: size }) as MetricsValues), provider: 'cpu' };
  };
  return { passes, measure };
}

test('the same removal is measured once, and several go together into a pass', async (t) => {
  const { passes, measure } = measuring();
  const measured = await MeasuredPrunings.open({ folder: temporaryFolder(t), measure });

  const found = await measured.measure([...prunings, ...prunings, root as DictionaryRecord]);

  assert.equal(found.length, 81);
  assert.deepEqual([found[0].values.l0, found[80].values.l0], [59, 60]);
  assert.deepEqual(
    passes.map(({ length }) => length),
    [16, 16, 9],
  );
});

test('what a run measured before it was killed is not measured again', async (t) => {
  const folder = temporaryFolder(t);
  const before = measuring();
  const killed: MeasureTogether = async (together, done) => {
    if (done > 0) throw new Error('killed');
    return before.measure(together, done);
  };
  const first = await MeasuredPrunings.open({ folder, measure: killed });
  await assert.rejects(first.measure(prunings), /killed/);
  const after = measuring();

  const found = await (await MeasuredPrunings.open({ folder, measure: after.measure })).measure(prunings);

  assert.equal(found.length, 40);
  assert.equal(after.passes.flat().length, 40 - 16);
});

test('of a wide dictionary fewer go together, so that their decoders fit into memory', async (t) => {
  const { passes, measure } = measuring();
  const wide = syntheticDictionary(2 ** 17, { width: 1024 });
  const measured = await MeasuredPrunings.open({ folder: temporaryFolder(t), measure });

  await measured.measure(
    [0, 1, 2].map((index) => prunedDictionary({ name: 'p', root: wide, of: wide, removed: [index] })),
  );

  // A decoder has 512 MB.
  assert.deepEqual(
    passes.map(({ length }) => length),
    [2, 1],
  );
});
