/** Texts as the numbers of their words, for what looks at words without a model's tokenizer. */

const wordPattern = /[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu;

export interface Words {
  /** One list a text: the numbers of its words in order. */
  readonly ofTexts: readonly Uint32Array[];
  /** By number. */
  readonly words: readonly string[];
}

/**
 * A word is a run of letters and digits, or one other character, in NFKC and lower case; spaces are none. A language without spaces
 * has long ones.
 */
export function readWords(texts: readonly string[]): Words {
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  };
  const ofTexts = texts.map((text) => Uint32Array.from(wordsOf(text), numberOf));
  return { ofTexts, words: [...numbers.keys()] };
}

function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(wordPattern) ?? [];
}
