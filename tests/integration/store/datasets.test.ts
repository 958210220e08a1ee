/** The content of data sets on disk. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DatasetContent } from '../../../domain/dataset.js';
import { expectError } from '../../support/expect-error.js';
import { openTestStore } from '../../support/with-store.js';

const small: DatasetContent = {
  groupColumns: ['crowd'],
  rows: [
    { text: 'One.', label: '1', groups: ['boos'], split: null },
    { text: 'Two.', label: '0', groups: [''], split: null },
  ],
};

test('contents come back as they were written, line breaks of every kind included', async (t) => {
  const { datasets } = await openTestStore(t);
  const text = fc.string({
    unit: fc.constantFrom('a', '\n', '\r', '\u2028', '\u0085', '"', '\\', '☃', '🙂', '\ufeff'),
  });
  const row = fc.record(
    { text, label: text, groups: fc.tuple(text, text), split: fc.option(text) },
    { noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row), async (rows) => {
      const content = { groupColumns: ['a', 'b'], rows };

      assert.deepEqual(await datasets.read(await datasets.write(content)), content);
    }),
    { numRuns: 50 },
  );
});

test('the digest is that of the file, over columns, rows and their order, and a content is kept once', async (t) => {
  const { datasets, folder } = await openTestStore(t);

  const digest = await datasets.write(small);
  const others = [
    await datasets.write({ ...small, groupColumns: ['place'] }),
    await datasets.write({ ...small, rows: [...small.rows].reverse() }),
    await datasets.write({ ...small, rows: small.rows.map((row) => ({ ...row, split: 'null' })) }),
  ];

  assert.equal(await datasets.write(small), digest);
  assert.equal(new Set([digest, ...others]).size, 4);
  assert.equal(readdirSync(join(folder, 'datasets')).length, 4);
  const bytes = readFileSync(join(folder, 'datasets', `${digest}.jsonl`));
  assert.equal(createHash('sha256').update(bytes).digest('hex'), digest);
});

test('a content that the check refuses leaves no file', async (t) => {
  const { datasets, folder } = await openTestStore(t);
  const refuse = (): never => {
    throw new Error('the name is taken');
  };

  await assert.rejects(datasets.write(small, refuse), /name is taken/);

  assert.deepEqual(readdirSync(join(folder, 'datasets')), []);
});

test('a damaged or missing content is said to be so, and writing it again mends it', async (t) => {
  const { datasets, folder } = await openTestStore(t);
  const digest = await datasets.write(small);
  const file = join(folder, 'datasets', `${digest}.jsonl`);

  writeFileSync(file, readFileSync(file, 'utf8').replace('One', 'Two'));
  await expectError(() => datasets.read(digest), 'STORE_CORRUPT', { at: file, message: /not what was written/ });
  await datasets.write(small);
  assert.deepEqual(await datasets.read(digest), small);
  rmSync(file);
  await expectError(() => datasets.read(digest), 'STORE_CORRUPT', { at: file, message: /missing/ });
});
