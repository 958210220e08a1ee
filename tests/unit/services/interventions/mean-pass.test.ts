/** The mean of an activation over a corpus, against one computed by hand; interrupted and not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TokenBatch } from '../../../../engine/engine.js';
import { cutCorpus } from '../../../../services/corpus-pass/corpus-cut.js';
import { MeanPass } from '../../../../services/interventions/mean-pass.js';
import { expectError } from '../../../support/expect-error.js';
import { syntheticTokenFile } from '../../../support/synthetic-corpus.js';

const width = 2;
/** The activation is the token and its position, whatever stands behind a sequence's end. */
const activationsOf = ({ tokenIds_BT, positions }: TokenBatch): Float32Array =>
  Float32Array.from({ length: tokenIds_BT.length * width }, (_, n) =>
    n % width === 0 ? tokenIds_BT[n / width] : ((n - 1) / width) % positions,
  );

async function passOver(documents: Record<string, number[]>, read = activationsOf) {
  const cut = await cutCorpus(syntheticTokenFile(documents), { contextTokens: 4, windowTokens: 4 });
  return new MeanPass({
    ...{ source: { cut, bosTokenId: 0 }, uncounted: new Set([0, 1]), contextLength: 64, corpus: 'words' },
    read: async (batch) => read(batch),
  });
}

const never = new AbortController().signal;
/** Runs [0 5 6 7], [0 8 9] and [0 4]; BOS is not counted, inserted or not. */
const documents = { long: [0, 5, 6, 7, 8, 9], short: [0, 4] };
const mean = { mean_D: [(5 + 6 + 7 + 8 + 9 + 4) / 6, (1 + 2 + 3 + 1 + 2 + 1) / 6], tokens: 6 };

test('special tokens and padding are not counted, and positions are those of a run', async () => {
  assert.deepEqual(await (await passOver(documents)).run(never), mean);
});

test('a pass that was interrupted goes on, and ends with the same mean', async () => {
  let reads = 0;
  const many = Object.fromEntries(
    Array.from({ length: 3000 }, (_, n): [string, number[]] => [`${n}`, [0, 2 + n, 3, 9]]),
  );
  const whole = await (await passOver(many)).run(never);
  const controller = new AbortController();
  const pass = await passOver(many, (batch) => {
    if (++reads === 2) controller.abort();
    return activationsOf(batch);
  });

  await expectError(() => pass.run(controller.signal), 'CANCELLED');
  assert.equal(reads, 2);
  assert.deepEqual(await pass.run(never), whole);
});

test('a corpus of special tokens alone has no mean', async () => {
  const pass = await passOver({ bare: [0, 1] });
  await expectError(() => pass.run(never), 'CORPUS_EMPTY');
});
