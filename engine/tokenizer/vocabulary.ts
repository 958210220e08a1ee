/** The tokens of a vocabulary by id: spelling, bytes, text, whether special. */
import { isUtf8 } from 'node:buffer';
import type { Token } from '../../domain/model.js';
import { spellingOf } from './token-bytes.js';
import type { TokenizerFile } from './tokenizer-file.js';

export interface VocabularyEntry {
  readonly token: Token;
  readonly bytes: Uint8Array;
  /** What the token adds to a text, wherever it stands; undefined when its bytes are only a part of a character. */
  readonly written: string | undefined;
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
    entries[id] = plainEntry(id, bytesOf(spelling));
  }
  for (const { id, content, special } of file.addedTokens) {
    // Some vocabularies list tokens of their own as added: those keep the spelling of the vocabulary.
    if (special) entries[id] = { token: { id, text: content, special }, bytes: noBytes, written: '' };
    else if (!file.vocabulary.has(content)) entries[id] = plainEntry(id, encoder.encode(content));
  }
  return entries;
}

function plainEntry(id: number, bytes: Uint8Array): VocabularyEntry {
  const text = decodeBytes(bytes);
  return { token: { id, text, special: false }, bytes, written: isUtf8(bytes) ? text : undefined };
}
