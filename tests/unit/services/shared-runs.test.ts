/** Which questions share a run. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createSharedRuns, type Batching, type Run } from '../../../services/inference/shared-runs.js';

const place = { lane: 'model', kind: 'encode' };

/** Asks for prompts of five tokens, all at once; how many prompts each run had. */
async function sizesOfRuns(batching: Batching | undefined, prompts: number): Promise<number[]> {
  const runs = createSharedRuns(batching);
  const sizes: number[] = [];
  const run: Run<number> = async (sequences) => {
    sizes.push(sequences.length);
    await nextTurn();
    return sequences.map(([first]) => first);
  };
  const { signal } = new AbortController();
  const asked = Array.from({ length: prompts }, (_, n) =>
    runs.ask(place, { tokenIds: Int32Array.of(n, 0, 0, 0, 0), signal }, run),
  );
  assert.deepEqual(
    await Promise.all(asked),
    Array.from({ length: prompts }, (_, n) => n),
  );
  return sizes;
}

test('prompts that are asked for together share a run', async () => {
  assert.deepEqual(await sizesOfRuns(undefined, 7), [7]);
});

test('a run holds no more tokens than are set', async () => {
  assert.deepEqual(await sizesOfRuns({ windowMs: 0, mostTokens: 15 }, 7), [3, 3, 1]);
});

test('with no tokens to share, every prompt has a run of its own', async () => {
  assert.deepEqual(await sizesOfRuns({ windowMs: 0, mostTokens: 0 }, 3), [1, 1, 1]);
});

test('a request with many prompts causes no warning of a leak', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): void => void warnings.push(warning);
  process.on('warning', listen);
  await sizesOfRuns(undefined, 64);
  await nextTurn();
  process.off('warning', listen);

  assert.deepEqual(warnings, []);
});
