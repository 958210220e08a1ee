import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TokenizedDocument } from '../../../store/store.js';
import { TokenFiles } from '../../../store/tokens/token-files.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const documents: readonly TokenizedDocument[] = [
  { id: 'first', tokenIds: [1, 2, 3, 65535], repeatsBos: true },
  { id: 'empty', tokenIds: [], repeatsBos: false },
  { id: 'naïve ☃', tokenIds: Uint32Array.of(7, 8), repeatsBos: false },
];

test('a token file gives back documents, ids, flags and tokens', async (t) => {
  const files = new TokenFiles(temporaryFolder(t));
  t.after(() => files.close());

  const file = await files.write('corpus', 'tokenizer', { vocabularySize: 65536, documents });

  assert.deepEqual([file.documents, file.tokens], [3, 6]);
  assert.deepEqual(file.extent(0), { tokens: 4, repeatsBos: true });
  assert.deepEqual(file.extent(1), { tokens: 0, repeatsBos: false });
  assert.deepEqual([...file.tokenIds(0, 0, 4)], [1, 2, 3, 65535]);
  assert.deepEqual([...file.tokenIds(0, 2, 99)], [3, 65535]);
  assert.deepEqual([...file.tokenIds(0, 9, 12)], []);
  assert.deepEqual([...file.tokenIds(0, -3, 2)], [1, 2]);
  assert.deepEqual([...file.tokenIds(2, 0, 2)], [7, 8]);
  assert.equal(file.documentId(2), 'naïve ☃');
  assert.equal(file.findDocument('naïve ☃'), 2);
  assert.equal(file.findDocument('unknown'), undefined);
  assert.throws(() => file.extent(3), /no document 3/);
});

test('tokens are the same whether they are kept in memory or read from the disk', async (t) => {
  const tokenized = fc.array(
    fc.record({ tokenIds: fc.array(fc.nat(99_999), { maxLength: 30 }), repeatsBos: fc.boolean() }),
    { maxLength: 12 },
  );
  const folder = temporaryFolder(t);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      tokenized,
      fc.constantFrom(65536, 100_000),
      fc.nat(31),
      fc.nat(31),
      async (list, size, start, end) => {
        const fitting = list.map(({ tokenIds, repeatsBos }, i) => ({
          id: `d${i}`,
          tokenIds: tokenIds.map((id) => id % size),
          repeatsBos,
        }));
        const inMemory = new TokenFiles(folder);
        const onDisk = new TokenFiles(folder, 0);
        await inMemory.write('corpus', String(++run), { vocabularySize: size, documents: fitting });
        const [one, other] = [inMemory, onDisk].map((files) => files.find('corpus', String(run)));

        fitting.forEach(({ id, tokenIds, repeatsBos }, document) => {
          for (const file of [one, other]) {
            assert.deepEqual([...(file?.tokenIds(document, start, end) ?? [])], tokenIds.slice(start, end));
            assert.deepEqual(file?.extent(document), { tokens: tokenIds.length, repeatsBos });
            assert.equal(file?.documentId(document), id);
          }
        });
        inMemory.close();
        onDisk.close();
      },
    ),
    { numRuns: 50 },
  );
});

test('a token file is found by corpus and tokenizer, under one name', async (t) => {
  const files = new TokenFiles(temporaryFolder(t));
  t.after(() => files.close());
  assert.equal(files.find('corpus', 'tokenizer'), undefined);

  const file = await files.write('corpus', 'tokenizer', { vocabularySize: 65536, documents });

  assert.equal(files.find('corpus', 'tokenizer'), file);
  assert.equal(files.open(file.name), file);
  assert.equal(files.find('corpus', 'another'), undefined);
});

test('a token outside the vocabulary is refused, and no file is left', async (t) => {
  const files = new TokenFiles(temporaryFolder(t));

  for (const tokenId of [10, -1, NaN]) {
    const bad = [{ id: 'a', tokenIds: [1, tokenId], repeatsBos: true }];
    await assert.rejects(files.write('c', 't', { vocabularySize: 10, documents: bad }), /outside the vocabulary/);
  }

  assert.equal(files.find('c', 't'), undefined);
});
