/** A tokenizer over a library that finds the ids and a vocabulary that knows the bytes. */
import type { Tokenizer as TokenizerLibrary } from '@huggingface/tokenizers';
import { ResearchError } from '../../domain/errors.js';
import type { Token } from '../../domain/model.js';
import type { Tokenizer } from '../engine.js';
import { decodeBytes } from './vocabulary.js';
import type { Vocabulary, VocabularyEntry } from './vocabulary.js';

export interface ModelTokenizerParts {
  readonly library: TokenizerLibrary;
  readonly vocabulary: Vocabulary;
  /** Spaces at the beginning of a text that the tokenizer put there. */
  readonly leadingSpaces: number;
}

export class ModelTokenizer implements Tokenizer {
  readonly vocabularySize: number;
  readonly bosTokenId: number | undefined;
  readonly specialTokenIds: ReadonlySet<number>;
  private idsByText: Map<string, number[]> | undefined;

  constructor(private readonly parts: ModelTokenizerParts) {
    this.vocabularySize = parts.vocabulary.length;
    this.specialTokenIds = new Set(parts.vocabulary.flatMap((entry) => (entry?.token.special ? [entry.token.id] : [])));
    this.bosTokenId = this.findBos();
  }

  encode(text: string, options: { readonly addSpecialTokens: boolean }): number[] {
    return this.parts.library.encode(text, { add_special_tokens: options.addSpecialTokens }).ids;
  }

  bytesOf(tokenId: number): Uint8Array {
    return this.entry(tokenId).bytes;
  }

  token(tokenId: number): Token {
    return this.entry(tokenId).token;
  }

  /**
   * Text of the ids' bytes together, special tokens left out and broken bytes as U+FFFD. When the first id is BOS, the ids
   * begin a document, and the space that tokenizers like Llama's put before every text is taken away again; without BOS
   * the ids may come from the middle of a text, and a leading space stays.
   */
  textOf(tokenIds: ArrayLike<number>): string {
    const text = this.joined(tokenIds);
    const beginsDocument = this.bosTokenId !== undefined && tokenIds[0] === this.bosTokenId;
    let start = 0;
    while (beginsDocument && start < this.parts.leadingSpaces && text[start] === ' ') start++;
    return text.slice(start);
  }

  idsOfText(text: string): readonly number[] {
    this.idsByText ??= groupByText(this.parts.vocabulary);
    return this.idsByText.get(text) ?? [];
  }

  /** Characters that are spread over several tokens can only be read from all bytes together. */
  private joined(tokenIds: ArrayLike<number>): string {
    let text = '';
    for (let t = 0; t < tokenIds.length; t++) {
      const { written } = this.entry(tokenIds[t]);
      if (written === undefined) return decodeBytes(Buffer.concat(Array.from(tokenIds, (id) => this.bytesOf(id))));
      text += written;
    }
    return text;
  }

  private entry(tokenId: number): VocabularyEntry {
    const entry = this.parts.vocabulary[tokenId];
    if (entry) return entry;
    throw new ResearchError(
      'ARGUMENT_INVALID',
      `There is no token ${tokenId}: the vocabulary has the ids 0 to ${this.vocabularySize - 1}.`,
      { at: 'tokenId' },
    );
  }

  /** What stands before both an empty text and a longer one; an end token alone stands behind the longer one. */
  private findBos(): number | undefined {
    const [first] = this.encode('', { addSpecialTokens: true });
    const [firstOfText] = this.encode('a', { addSpecialTokens: true });
    return first !== undefined && first === firstOfText ? first : undefined;
  }
}

function groupByText(vocabulary: Vocabulary): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const entry of vocabulary) {
    if (!entry) continue;
    const { id, text } = entry.token;
    const group = groups.get(text);
    if (group) group.push(id);
    else groups.set(text, [id]);
  }
  return groups;
}
