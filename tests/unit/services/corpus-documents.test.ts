/** Corpus files: what is read, and what each fault is answered with. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import type { CorpusDocument } from '../../../domain/corpus.js';
import type { ErrorCode } from '../../../domain/errors.js';
import { readCorpusDocuments } from '../../../services/imports/corpus-documents.js';
import { expectError } from '../../support/expect-error.js';

const folder = mkdtempSync(join(tmpdir(), 'saeql-corpus-'));
after(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Uint8Array, name = 'corpus.jsonl'): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function readAll(file: string): Promise<CorpusDocument[]> {
  const documents: CorpusDocument[] = [];
  for await (const document of readCorpusDocuments(file)) documents.push(document);
  return documents;
}

test('reads texts and token ids, and calls a document without an id after its line', async () => {
  const file = fileOf('{"id": "a", "text": "One."}\n{"text": "Two."}\n{"id": 3, "tokenIds": [1, 2]}\n');

  assert.deepEqual(await readAll(file), [
    { id: 'a', text: 'One.' },
    { id: 'line-2', text: 'Two.' },
    { id: '3', tokenIds: [1, 2] },
  ]);
});

test('tolerates a byte order mark, CR LF, blank lines and a last line without an end', async () => {
  const file = fileOf('\ufeff{"text": "One."}\r\n\r\n   \n{"text": "Two.\\n"}');

  assert.deepEqual(await readAll(file), [
    { id: 'line-1', text: 'One.' },
    { id: 'line-4', text: 'Two.\n' },
  ]);
});

test('reads a .txt file as a document a line, its spaces kept', async () => {
  const file = fileOf('  One. \n\n{"text": "not read as JSON"}\u2028still one line\n', 'corpus.TXT');

  assert.deepEqual(await readAll(file), [
    { id: 'line-1', text: '  One. ' },
    { id: 'line-3', text: '{"text": "not read as JSON"}\u2028still one line' },
  ]);
});

test('reads lines that are longer than the chunks of the file', async () => {
  const long = 'é'.repeat(200_000);
  const file = fileOf(`${JSON.stringify({ text: long })}\n{"text": "short"}\n`);

  assert.deepEqual(
    (await readAll(file)).map((document) => ('text' in document ? document.text : '')),
    [long, 'short'],
  );
});

const faults: readonly (readonly [string, string, ErrorCode, RegExp, number])[] = [
  ['a line that is not JSON', '{"text": "a"}\n{"text": \n', 'CORPUS_LINE_INVALID', /not JSON/, 2],
  ['a line that is not an object', '["a"]\n', 'CORPUS_LINE_INVALID', /not a JSON object/, 1],
  ['a line without a text', '{"id": "a", "body": "x"}\n', 'CORPUS_LINE_INVALID', /no text/, 1],
  ['an empty text', '{"text": "a"}\n\n{"text": ""}\n', 'CORPUS_LINE_INVALID', /empty/, 3],
  ['a text that is a number', '{"text": 5}\n', 'CORPUS_LINE_INVALID', /not a string: 5/, 1],
  ['half of a surrogate pair', '{"text": "\\ud83d"}\n', 'CORPUS_LINE_INVALID', /surrogate/, 1],
  ['both a text and token ids', '{"text": "a", "tokenIds": [1]}\n', 'CORPUS_LINE_INVALID', /both/, 1],
  ['no token id', '{"tokenIds": []}\n', 'CORPUS_LINE_INVALID', /not a list/, 1],
  ['a token id that is a fraction', '{"tokenIds": [1, 2.5]}\n', 'CORPUS_LINE_INVALID', /2\.5/, 1],
  ['a negative token id', '{"tokenIds": [-1]}\n', 'CORPUS_LINE_INVALID', /-1/, 1],
  ['an id that is a list', '{"id": [], "text": "a"}\n', 'CORPUS_LINE_INVALID', /id is not a text/, 1],
  ['an id used twice', '{"id": "a", "text": "a"}\n{"id": "a", "text": "b"}\n', 'CORPUS_LINE_INVALID', /line 1/, 2],
  [
    'an id that another line has got',
    '{"text": "a"}\n{"id": "line-1", "text": "b"}\n',
    'CORPUS_LINE_INVALID',
    /line 1/,
    2,
  ],
];
for (const [what, content, code, message, line] of faults) {
  test(`refuses ${what}, with the line's number`, async () => {
    const file = fileOf(content);

    await expectError(() => readAll(file), code, { message, at: `${file}:${line}` });
  });
}

test('refuses a line that is not UTF-8, with its number', async () => {
  const file = fileOf(Buffer.concat([Buffer.from('{"text": "a"}\n{"text": "'), Buffer.of(0xe9), Buffer.from('"}\n')]));

  await expectError(() => readAll(file), 'CORPUS_NOT_UTF8', { at: `${file}:2` });
});

test('refuses a file without a document', async () => {
  for (const content of ['', '\n\n', '\ufeff', ' \r\n']) {
    await expectError(() => readAll(fileOf(content)), 'CORPUS_EMPTY', { at: 'file' });
  }
});

test('refuses a file that is missing, and a folder', async () => {
  await expectError(() => readAll(join(folder, 'nothing.jsonl')), 'FILE_NOT_FOUND', { message: /nothing\.jsonl/ });
  await expectError(() => readAll(folder), 'FILE_NOT_FOUND', { message: /cannot be read/ });
});
