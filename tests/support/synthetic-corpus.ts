/** A made-up tokenizer and token file: every token is a word, so that a test can say what it expects in words. */
import type { Tokenizer } from '../../engine/engine.js';
import type { TokenFile } from '../../store/store.js';

const special = ['<bos>', '<eos>'];

/** Tokens are the special ones and then the words, numbered from 0; `<bos>` stands before every text. */
export function wordTokenizer(words: readonly string[]): Tokenizer {
  const vocabulary = [...special, ...words];
  const textOfId = (id: number) => vocabulary[id];
  const isSpecial = (id: number) => id < special.length;
  return {
    vocabularySize: vocabulary.length,
    bosTokenId: 0,
    specialTokenIds: new Set([0, 1]),
    encode(text, { addSpecialTokens }) {
      const ids = text.split(/(?= )/).map((word) => vocabulary.indexOf(word));
      return addSpecialTokens ? [0, ...ids] : ids;
    },
    bytesOf: (id) => (isSpecial(id) ? new Uint8Array() : Buffer.from(textOfId(id))),
    token: (id) => ({ id, text: textOfId(id), special: isSpecial(id) }),
    textOf: (ids) =>
      Array.from(ids)
        .filter((id) => !isSpecial(id))
        .map(textOfId)
        .join(''),
    idsOfText: (text) => vocabulary.flatMap((word, id) => (word === text ? [id] : [])),
  };
}

/** Documents by id; each begins with the BOS that the tokenizer put there. */
export function syntheticTokenFile(documents: Readonly<Record<string, readonly number[]>>): TokenFile {
  const ids = Object.keys(documents);
  const tokens = Object.values(documents);
  return {
    name: 'tokens',
    documents: ids.length,
    tokens: tokens.reduce((sum, own) => sum + own.length, 0),
    extent: (document) => ({ tokens: tokens[document].length, repeatsBos: true }),
    documentId: (document) => ids[document],
    findDocument: (id) => (ids.includes(id) ? ids.indexOf(id) : undefined),
    tokenIds: (document, start, end) => Uint32Array.from(tokens[document].slice(start, end)),
  };
}
