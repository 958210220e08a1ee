/** The tokens of a vocabulary by id: spelling, bytes, text, whether special. */
import type { Token } from '../../domain/model.js';
import { spellingOf } from './token-bytes.js';
import type { TokenizerFile } from './tokenizer-file.js';

export interface VocabularyEntry extends Token {
  readonly bytes: Uint8Array;
}

/** Indexed by id; an id that no token has is a hole. */
export type Vocabulary = readonly (VocabularyEntry | undefined)[];

const noBytes = new Uint8Array(0);
const encoder = new TextEncoder();

/** Broken bytes become U+FFFD; a byte order mark is a character like any other. */
export function decodeBytes(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

export function buildVocabulary(file: TokenizerFile): Vocabulary {
  const { bytesOf } = spellingOf(file);
  const entries: VocabularyEntry[] = [];
  for (const [spelling, id] of file.vocabulary) {
    const bytes = bytesOf(spelling);
    entries[id] = { id, text: decodeBytes(bytes), special: false, bytes };
  }
  for (const { id, content, special } of file.addedTokens) {
    // Some vocabularies list tokens of their own as added: those keep the spelling of the vocabulary.
    if (special) entries[id] = { id, text: content, special, bytes: noBytes };
    else if (!file.vocabulary.has(content))
      entries[id] = { id, text: content, special, bytes: encoder.encode(content) };
  }
  return entries;
}
