import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CorpusDocument } from '../../../domain/corpus.js';
import { openTestStore } from '../../support/with-store.js';

async function* streamed(documents: readonly CorpusDocument[]): AsyncGenerator<CorpusDocument> {
  yield* documents;
}

async function collected(documents: AsyncIterable<CorpusDocument>): Promise<CorpusDocument[]> {
  const list: CorpusDocument[] = [];
  for await (const document of documents) list.push(document);
  return list;
}

test('documents come back as they were written, line breaks of every kind and lone surrogates included', async (t) => {
  const { corpora } = await openTestStore(t);
  const text = fc.string({
    unit: fc.constantFrom('a', '\n', '\r', '\u2028', '\u2029', '\u0085', '"', '\\', '☃', '\ud800'),
  });
  const document = fc.oneof(
    fc.record({ id: text, text }, { noNullPrototype: true }),
    fc.record({ id: text, tokenIds: fc.array(fc.nat()) }, { noNullPrototype: true }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(document), async (documents) => {
      const { digest, documents: count } = await corpora.write(streamed(documents));

      assert.equal(count, documents.length);
      assert.deepEqual(await collected(corpora.read(digest)), documents);
    }),
    { numRuns: 50 },
  );
});

test('a document larger than any buffer comes back whole', async (t) => {
  const { corpora } = await openTestStore(t);
  const documents = [
    { id: 'large', text: 'word '.repeat(1_000_000) },
    { id: 'small', text: 'x' },
  ];

  const { digest } = await corpora.write(streamed(documents));

  assert.deepEqual(await collected(corpora.read(digest)), documents);
});

test('the digest is over ids and contents in order, and the content is kept once', async (t) => {
  const { corpora, folder } = await openTestStore(t);
  const [a, b] = [
    { id: 'a', text: 'x' },
    { id: 'b', text: 'y' },
  ];

  const { digest } = await corpora.write(streamed([a, b]));
  const again = await corpora.write(streamed([{ text: 'x', id: 'a' }, b]));

  assert.equal(again.digest, digest);
  assert.notEqual((await corpora.write(streamed([b, a]))).digest, digest);
  assert.notEqual((await corpora.write(streamed([a, { ...b, id: 'c' }]))).digest, digest);
  assert.equal(readdirSync(join(folder, 'corpora')).length, 3);
  const bytes = readFileSync(join(folder, 'corpora', `${digest}.jsonl`));
  assert.equal(createHash('sha256').update(bytes).digest('hex'), digest);
});

test('documents that end in an error leave no file', async (t) => {
  const { corpora, folder } = await openTestStore(t);
  async function* failing(): AsyncGenerator<CorpusDocument> {
    yield { id: 'a', text: 'x' };
    throw new Error('line 2 is not JSON');
  }

  await assert.rejects(corpora.write(failing()), /line 2/);

  assert.deepEqual(readdirSync(join(folder, 'corpora')), []);
});

test('a folder is filled once, and whole or not at all', async (t) => {
  const { blobs } = await openTestStore(t);
  const folder = blobs.modelFolder('abc');
  const fill = (text: string) => async (temporary: string) => writeFileSync(join(temporary, 'file'), text);

  await assert.rejects(
    blobs.createFolder(folder, async (temporary) => {
      await fill('half')(temporary);
      throw new Error('no');
    }),
    /^Error: no$/,
  );
  assert.equal(existsSync(folder), false);

  await blobs.createFolder(folder, async (temporary) => {
    await blobs.createFolder(folder, fill('first'));
    await fill('second')(temporary);
  });
  await blobs.createFolder(folder, () => assert.fail('it is there'));

  assert.equal(readFileSync(join(folder, 'file'), 'utf8'), 'first');
  assert.deepEqual(readdirSync(join(folder, '..')), ['abc']);
});

test('the folder of a job is created when it is asked for', async (t) => {
  const { blobs } = await openTestStore(t);
  const folder = blobs.jobFolder('job-1');
  writeFileSync(join(folder, 'checkpoint'), 'x');

  assert.equal(blobs.jobFolder('job-1'), folder);
  blobs.removeJobFolder('job-1');
  blobs.removeJobFolder('job-1');

  assert.equal(existsSync(folder), false);
  assert.throws(() => blobs.jobFolder('../elsewhere'));
});
