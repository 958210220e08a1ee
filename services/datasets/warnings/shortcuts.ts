/** Warnings of ways to the label that need no understanding: the length of a text, and a single word. */
import type { Guard } from '../../../domain/dataset.js';
import { auroc, bestWord, chanceAurocDeviation } from '../../../engine/index.js';
import type { ExaminedRows } from '../examined-rows.js';

const telling = { length: 0.65, word: 0.75 };
/** Below, chance may be it: length is one attempt, words are as many as the texts have. */
const leastDeviations = { length: 3, word: 5 };

export function warnOfShortcuts(examined: ExaminedRows): Guard[] {
  return [...tellingLength(examined), ...tellingWord(examined)];
}

function tellingLength({ rows, isPositive_N, positives, negatives, positiveLabel }: ExaminedRows): Guard[] {
  const length_N = Float64Array.from(rows, ({ text }) => text.length);
  const area = auroc(length_N, isPositive_N);
  const deviations = Math.abs(area - 0.5) / chanceAurocDeviation(positives, negatives);
  if (Math.max(area, 1 - area) < telling.length || deviations < leastDeviations.length) return [];
  const which = area > 0.5 ? 'longer' : 'shorter';
  const message = `Texts with the label "${positiveLabel}" are ${which}: the number of characters alone has an AUROC of ${Math.max(area, 1 - area).toFixed(3)}.`;
  return [{ code: 'LENGTH_PREDICTS_LABEL', message }];
}

function tellingWord({ words, isPositive_N, positiveLabel }: ExaminedRows): Guard[] {
  const best = bestWord(words, isPositive_N);
  if (best === undefined || best.deviations < leastDeviations.word) return [];
  const area = Math.max(best.auroc, 1 - best.auroc);
  if (area < telling.word) return [];
  const speaks = best.auroc > 0.5 ? 'for' : 'against';
  const message = `The word "${best.word.slice(0, 60)}" alone speaks ${speaks} the label "${positiveLabel}" with an AUROC of ${area.toFixed(3)}: compare whatever is found with a bag of words.`;
  return [{ code: 'WORD_PREDICTS_LABEL', message }];
}
