/** The real tokenizer against an independent implementation of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { openTokenizer } from '../../engine/tokenizer/open-tokenizer.js';
import { hasRealData, stories260k } from '../support/paths.js';

interface Tokenization {
  readonly text: string;
  readonly tokenIds: readonly number[];
}

if (!hasRealData) console.log('SKIPPED: the real tokenizer, the data are absent');

describe('the tokenizer of stories260k', { skip: !hasRealData }, () => {
  test('gives the ids and the texts of the reference', async () => {
    const tokenizer = await openTokenizer(`${stories260k}model`);
    const references = JSON.parse(readFileSync(`${stories260k}tokenization.json`, 'utf8')) as Tokenization[];

    assert.equal(tokenizer.bosTokenId, 1);
    assert.equal(tokenizer.vocabularySize, 512);
    for (const { text, tokenIds } of references) {
      assert.deepEqual(tokenizer.encode(text, { addSpecialTokens: true }), tokenIds);
      assert.equal(tokenizer.textOf(tokenIds), text);
    }
  });

  test('gives bytes that are together every text of the corpus', async () => {
    const tokenizer = await openTokenizer(`${stories260k}model`);
    const lines = readFileSync(`${stories260k}corpus.jsonl`, 'utf8').trim().split('\n').slice(0, 200);

    for (const line of lines) {
      const { text } = JSON.parse(line) as { readonly text: string };
      const ids = tokenizer.encode(text, { addSpecialTokens: true });
      assert.equal(Buffer.concat(ids.map((id) => tokenizer.bytesOf(id))).toString('utf8'), ` ${text}`);
    }
  });
});
