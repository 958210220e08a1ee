/** The budget of loaded weights: who makes room for whom, and who waits. */
import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import test from 'node:test';
import fc from 'fast-check';
import { ResearchError } from '../../../domain/errors.js';
import { createGraphMemory } from '../../../engine/graph-memory.js';
import { expectError } from '../../support/expect-error.js';

/** A graph's weights are as large as its name says: "a:3" has 3 bytes. */
const weigh = (path: string): Promise<number> => Promise.resolve(Number(path.split(':')[1]));

function budgeted(budgetBytes: number) {
  const released: string[] = [];
  const worker = () => ({ release: async (graphs: readonly string[]) => void released.push(...graphs) });
  const memory = createGraphMemory({ budgetBytes, weigh, describe: (path) => path });
  const runner = worker();
  const use = <R>(graphs: string[], work: () => Promise<R>): Promise<R> => memory.use({ runner, graphs }, work);
  return { memory, released, runner, use, otherRunner: worker() };
}

const nothing = (): Promise<void> => Promise.resolve();
const pathsOf = (graphs: readonly { readonly path: string }[]): string[] => graphs.map(({ path }) => path);

/** A work that ends when it is told to. */
function openEnded() {
  let end: () => void = () => undefined;
  const work = new Promise<void>((resolve) => (end = resolve));
  return { work: () => work, end: () => end() };
}

test('the graph not used for longest makes room, in whichever worker it is', async () => {
  const { memory, released, runner, otherRunner } = budgeted(10);
  await memory.use({ runner, graphs: ['a:4'] }, nothing);
  await memory.use({ runner: otherRunner, graphs: ['b:4'] }, nothing);
  await memory.use({ runner, graphs: ['a:4'] }, nothing);

  await memory.use({ runner, graphs: ['c:4'] }, nothing);

  assert.deepEqual(released, ['b:4']);
  assert.deepEqual(memory.loaded, [
    { path: 'a:4', bytes: 4 },
    { path: 'c:4', bytes: 4 },
  ]);
});

test('a graph in use is never released; who needs its room waits until the use ends', async () => {
  const { use, released } = budgeted(10);
  const first = openEnded();
  const using = use(['a:6'], first.work);
  let isDone = false;

  const waiting = use(['b:6'], nothing).then(() => (isDone = true));
  await nextTurn();
  assert.deepEqual([released, isDone], [[], false]);
  first.end();
  await Promise.all([using, waiting]);

  assert.deepEqual(released, ['a:6']);
});

test('graphs larger than the budget are refused with both numbers, and nothing is released for them', async () => {
  const { use, released } = budgeted(10);
  await use(['a:4'], nothing);

  await expectError(() => use(['a:4', 'b:7'], nothing), 'MEMORY_BUDGET_TOO_SMALL', {
    message: /a:4, b:7 need 11 bytes .* 10/,
  });

  assert.deepEqual(released, []);
});

test('a wait for room ends with the signal, and those behind it go on', async () => {
  const { memory, use, runner } = budgeted(10);
  const first = openEnded();
  const using = use(['a:6'], first.work);
  const controller = new AbortController();
  const cancelled = memory.use({ runner, graphs: ['b:6'], signal: controller.signal }, nothing);
  const behind = use(['c:5'], nothing);

  controller.abort();
  first.end();

  await expectError(() => cancelled, 'CANCELLED');
  await Promise.all([using, behind]);
});

test('what was loaded in a thread that ended is loaded no more, and takes no room', async () => {
  const { memory, use, runner, released } = budgeted(10);
  await use(['a:6'], nothing);

  memory.forget(runner);
  assert.deepEqual(memory.loaded, []);
  await use(['b:6'], nothing);

  assert.deepEqual([pathsOf(memory.loaded), released], [['b:6'], []]);
});

test('what could not be loaded gives its room back, and what was loaded before stays', async () => {
  const { memory, use, released } = budgeted(10);
  await use(['a:4'], nothing);
  const refused = (): Promise<void> => Promise.reject(new Error('refused'));

  await assert.rejects(use(['a:4', 'b:4'], refused), /refused/);

  await nextTurn();
  assert.deepEqual(released, ['b:4']);
  assert.deepEqual(pathsOf(memory.loaded), ['a:4']);
});

test('a crash in one worker wakes who waits for the room that it left', async () => {
  const { memory, use, runner, otherRunner } = budgeted(10);
  await use(['a:4'], nothing);
  const elsewhere = openEnded();
  const busy = memory.use({ runner: otherRunner, graphs: ['b:4'] }, elsewhere.work);
  const failing = openEnded();
  const asked = use(['a:4'], failing.work);
  const waiting = use(['c:6'], nothing);
  await nextTurn();

  memory.forget(runner);
  assert.deepEqual(pathsOf(memory.loaded), ['a:4', 'b:4'], 'a is asked for again by a question that waits');
  failing.end();
  await Promise.all([asked, waiting]);

  assert.deepEqual(pathsOf(memory.loaded), ['b:4', 'c:6']);
  elsewhere.end();
  await busy;
});

test('many who ask for a graph at once find it weighed and taken once', async () => {
  let timesWeighed = 0;
  const counting = (path: string): Promise<number> => {
    timesWeighed++;
    return weigh(path);
  };
  const memory = createGraphMemory({ budgetBytes: 10, weigh: counting, describe: (path) => path });
  const runner = { release: nothing };

  await Promise.all(Array.from({ length: 5 }, () => memory.use({ runner, graphs: ['a:6'] }, nothing)));

  assert.deepEqual([timesWeighed, memory.loaded], [1, [{ path: 'a:6', bytes: 6 }]]);
});

test('any works together end, stay within the budget, and keep what they use', async () => {
  const graph = fc.integer({ min: 1, max: 6 }).map((bytes) => `g:${bytes}`);
  const works = fc.array(fc.uniqueArray(graph, { minLength: 1, maxLength: 3 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(works, async (all) => {
      const loaded = new Set<string>();
      const inUse: string[] = [];
      const runner = {
        release: async (graphs: readonly string[]) => {
          await nextTurn();
          for (const path of graphs) {
            assert.ok(!inUse.includes(path), `${path} is in use`);
            loaded.delete(path);
          }
        },
      };
      const memory = createGraphMemory({ budgetBytes: 12, weigh, describe: (path) => path });
      const doWork = async (graphs: string[]): Promise<void> => {
        for (const path of graphs) loaded.add(path);
        inUse.push(...graphs);
        const bytes = await Promise.all([...loaded].map(weigh));
        assert.ok(bytes.reduce((a, b) => a + b, 0) <= 12);
        await nextTurn();
        for (const path of graphs) inUse.splice(inUse.indexOf(path), 1);
      };
      const ends = await Promise.allSettled(all.map((graphs) => memory.use({ runner, graphs }, () => doWork(graphs))));
      for (const [n, end] of ends.entries()) {
        const sizes = await Promise.all(all[n].map(weigh));
        const fits = sizes.reduce((a, b) => a + b, 0) <= 12;
        if (end.status === 'rejected') assert.ok(!fits && end.reason instanceof ResearchError, String(end.reason));
        else assert.ok(fits);
      }
      assert.deepEqual(new Set(pathsOf(memory.loaded)), loaded);
    }),
    { numRuns: 60 },
  );
});
