/** The one word whose presence tells two classes of texts apart best. */
import type { Words } from './words.js';

export interface WordPredictor {
  readonly word: string;
  /** Of the presence of the word as a score; below 0.5 where it speaks against the class. */
  readonly auroc: number;
  /** By how many standard deviations of chance the AUROC differs from 0.5. */
  readonly deviations: number;
}

/**
 * Presence is a score of two values, so its AUROC is 1/2 + (share of positive texts with the word - share of negative ones) / 2.
 * Ties go to the word that comes first in the texts. Undefined without words or without texts of both classes.
 */
export function bestWord({ ofTexts, words }: Words, isPositive_N: Uint8Array): WordPredictor | undefined {
  const withWord = { positive: new Uint32Array(words.length), negative: new Uint32Array(words.length) };
  let positives = 0;
  ofTexts.forEach((numbers, text) => {
    const isPositive = isPositive_N[text] === 1;
    positives += isPositive ? 1 : 0;
    const counts = isPositive ? withWord.positive : withWord.negative;
    for (const word of new Set(numbers)) counts[word]++;
  });
  const negatives = ofTexts.length - positives;
  const difference = (word: number): number =>
    withWord.positive[word] / positives - withWord.negative[word] / negatives;
  let best = 0;
  for (let word = 1; word < words.length; word++) {
    if (Math.abs(difference(word)) > Math.abs(difference(best))) best = word;
  }
  if (words.length === 0 || positives === 0 || negatives === 0) return undefined;
  const share = (withWord.positive[best] + withWord.negative[best]) / ofTexts.length;
  return {
    word: words[best],
    auroc: 0.5 + difference(best) / 2,
    deviations: Math.abs(difference(best)) / chanceDeviation(share, positives, negatives),
  };
}

/** Of the difference of two shares that come from the same share. */
function chanceDeviation(share: number, positives: number, negatives: number): number {
  return Math.sqrt(share * (1 - share) * (1 / positives + 1 / negatives));
}
