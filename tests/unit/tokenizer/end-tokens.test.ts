/** The tokens that end a text, as the files of a model's folder say. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEndTokenIds } from '../../../engine/index.js';
import { wordTokenizer } from '../../support/synthetic-corpus.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** `<bos>` is 0, `<eos>` 1, and the word 2. */
const tokenizer = wordTokenizer(['eos']);

function folderWith(files: Readonly<Record<string, object>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  return folder;
}

async function endsIn(files: Readonly<Record<string, object>>): Promise<number[]> {
  return [...(await readEndTokenIds(folderWith(files), tokenizer))].sort();
}

test('config.json names one end token or several', async () => {
  assert.deepEqual(await endsIn({ 'config.json': { eos_token_id: 1 } }), [1]);
  assert.deepEqual(await endsIn({ 'config.json': { eos_token_id: [0, 1] } }), [0, 1]);
  assert.deepEqual(await endsIn({ 'config.json': { eos_token_id: null } }), []);
});

test('tokenizer_config.json names one by its text; a word that looks like it is none', async () => {
  assert.deepEqual(await endsIn({ 'tokenizer_config.json': { eos_token: '<eos>' } }), [1]);
  assert.deepEqual(await endsIn({ 'tokenizer_config.json': { eos_token: { content: '<eos>' } } }), [1]);
  assert.deepEqual(await endsIn({ 'tokenizer_config.json': { eos_token: 'eos' } }), []);
});

test('without either nothing ends a text', async () => {
  assert.deepEqual(await endsIn({}), []);
});
