/** Tokenizers give ids and the exact bytes of every token, for both ways in which vocabularies are spelled. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Tokenizer } from '../../../engine/engine.js';
import { openTokenizer } from '../../../engine/tokenizer/open-tokenizer.js';
import { expectError } from '../../support/expect-error.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const byteLevel = await openTokenizer(fixture('tokenizers/byte-level'));
const sentencePiece = await openTokenizer(fixture('tokenizers/sentencepiece'));
const bytesOf = (tokenizer: Tokenizer, ids: readonly number[]) =>
  Buffer.concat(ids.map((id) => tokenizer.bytesOf(id))).toString('utf8');

/** Any text but the special tokens' own spelling; lone surrogates have no UTF-8. */
const texts = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(' the', '  ', 'the ', '\n\n café', '😀', '▁', '\ufeff', 'é'),
    ),
  )
  .map((parts) => parts.join(''));

describe('the bytes of the tokens of a text', () => {
  test('are together the UTF-8 of the text, byte-level', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const ids = byteLevel.encode(text, { addSpecialTokens: true });

        assert.equal(bytesOf(byteLevel, ids), text);
        assert.equal(byteLevel.textOf(ids), text);
      }),
    );
  });

  test('are together the UTF-8 of the text behind the space that SentencePiece puts before it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const ids = sentencePiece.encode(text, { addSpecialTokens: true });

        // U+2581 is SentencePiece's own mark for a space: a text that has it cannot be told from one with spaces.
        const spelled = text.replaceAll('▁', ' ');
        assert.equal(bytesOf(sentencePiece, ids), text === '' ? '' : ` ${spelled}`);
        assert.equal(sentencePiece.textOf(ids), spelled);
      }),
    );
  });

  test('of a single token may be half a character', () => {
    const ids = byteLevel.encode('😀', { addSpecialTokens: false });

    assert.deepEqual(
      ids.map((id) => [...byteLevel.bytesOf(id)]),
      [[0xf0, 0x9f], [0x98], [0x80]],
    );
    assert.equal(byteLevel.token(ids[1]).text, '\ufffd');
    assert.equal(byteLevel.textOf(ids), '😀');
    assert.equal(byteLevel.textOf(ids.slice(0, 2)), '\ufffd');
  });

  test('are the text of an added token that is not special, as it is written', () => {
    const [id] = byteLevel.encode('\n\n café', { addSpecialTokens: false });

    assert.deepEqual(byteLevel.token(id), { id: 263, text: '\n\n café', special: false });
  });
});

describe('a tokenizer', () => {
  test('finds BOS where it adds one', () => {
    assert.equal(sentencePiece.bosTokenId, 1);
    assert.equal(byteLevel.bosTokenId, undefined);
    assert.deepEqual(sentencePiece.encode('', { addSpecialTokens: true }), [1]);
    assert.deepEqual(sentencePiece.encode('', { addSpecialTokens: false }), []);
  });

  test('shows a special token by its name, gives it no bytes and leaves it out of texts', () => {
    assert.deepEqual([...sentencePiece.specialTokenIds], [0, 1, 2]);
    assert.deepEqual(sentencePiece.token(1), { id: 1, text: '<s>', special: true });
    assert.equal(sentencePiece.bytesOf(1).length, 0);
    assert.equal(byteLevel.textOf(byteLevel.encode('a<|endoftext|>b', { addSpecialTokens: false })), 'ab');
  });

  test('takes the leading space away at the beginning of a document only', () => {
    const ids = sentencePiece.encode('the rest', { addSpecialTokens: true });

    assert.equal(sentencePiece.textOf(ids), 'the rest');
    assert.equal(sentencePiece.textOf(ids.slice(1)), ' the rest');
    assert.equal(sentencePiece.textOf(sentencePiece.encode(' the', { addSpecialTokens: true })), ' the');
  });

  test('finds all ids of a text', () => {
    const plain = sentencePiece.encode('a', { addSpecialTokens: false })[1];

    assert.deepEqual(sentencePiece.idsOfText('a'), [3 + 0x61, plain]);
    assert.deepEqual(byteLevel.idsOfText(' the'), [byteLevel.encode(' the', { addSpecialTokens: false })[0]]);
    assert.deepEqual(byteLevel.idsOfText('no such token'), []);
  });

  test('refuses an id outside its vocabulary', async () => {
    assert.equal(byteLevel.vocabularySize, 264);
    for (const id of [264, -1, 0.5])
      for (const ask of [() => byteLevel.token(id), () => byteLevel.bytesOf(id), () => byteLevel.textOf([id])])
        await expectError(ask, 'ARGUMENT_INVALID', { message: /ids 0 to 263/ });
  });
});

describe('a tokenizer.json is refused by its path', () => {
  const folder = join(temporaryFolder(), 'model');
  const path = join(folder, 'tokenizer.json');
  const whole = readFileSync(fixture('tokenizers/sentencepiece/tokenizer.json'));
  mkdirSync(folder);

  test('where it is cut off at any place', async () => {
    for (let length = 0; length < whole.length; length += 97) {
      writeFileSync(path, whole.subarray(0, length));
      await expectError(() => openTokenizer(folder), 'TOKENIZER_INVALID', { at: path });
    }
  });

  const changes: readonly (readonly [string, object, RegExp])[] = [
    ['it has no model', { model: null }, /has no model/],
    ['it has no vocabulary', { model: { type: 'BPE', vocab: {}, merges: [] } }, /no vocabulary/],
    ['an id is no number', { model: { type: 'BPE', vocab: { a: 'b' }, merges: [] } }, /token "a" the id "b"/],
    ['an id would fill the memory', { model: { type: 'BPE', vocab: { a: 4e9 }, merges: [] } }, /the id 4000000000/],
    ['its merges are missing', { model: { type: 'BPE', vocab: { a: 0 } } }, /cannot be used/],
    ['an added token has no id', { added_tokens: [{ content: 'x' }] }, /without an id/],
    ['it has no decoder', { decoder: null }, /has no decoder/],
    ['its decoder loses bytes', { decoder: { type: 'WordPiece', prefix: '##' } }, /"WordPiece", which loses bytes/],
    [
      'its decoder replaces by a pattern',
      { decoder: { type: 'Replace', pattern: { Regex: 'x' }, content: '' } },
      /regular/,
    ],
    ['its model is unknown', { model: { type: 'Odd', vocab: { a: 0 } } }, /of the type "Odd"/],
  ];
  for (const [what, change, message] of changes)
    test(`where ${what}`, async () => {
      writeFileSync(path, JSON.stringify({ ...(JSON.parse(whole.toString()) as object), ...change }));

      await expectError(() => openTokenizer(folder), 'TOKENIZER_INVALID', { message, at: path });
    });

  test('where it is missing', () => expectError(() => openTokenizer(fixture('tokenizers')), 'FILE_NOT_FOUND'));
});
