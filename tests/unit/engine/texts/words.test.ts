/** Texts as words and shingles, and the word that tells classes apart. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { auroc } from '../../../../engine/statistics/auroc.js';
import { bestWord } from '../../../../engine/texts/best-word.js';
import { shinglesOf } from '../../../../engine/texts/shingles.js';
import { readWords } from '../../../../engine/texts/words.js';

const wordsOf = (text: string): string[] => {
  const { ofTexts, words } = readWords([text]);
  return Array.from(ofTexts[0], (number) => words[number]);
};

test('words are runs of letters and digits or single other characters, whatever their case and width', () => {
  assert.deepEqual(wordsOf('It’s  NOT\n3rd-rate!'), ['it', '’', 's', 'not', '3rd', '-', 'rate', '!']);
  assert.deepEqual(wordsOf('\uff26ull \ufb01ne'), ['full', 'fine']);
  assert.deepEqual(wordsOf('cafe\u0301 \u0928\u0940\u0928\u0940 🙂'), ['café', '\u0928\u0940\u0928\u0940', '🙂']);
  assert.deepEqual(wordsOf(' \t\u00a0'), []);
});

test('texts share the numbers of their words', () => {
  const { ofTexts, words } = readWords(['a b a', 'B c']);

  assert.deepEqual(words, ['a', 'b', 'c']);
  assert.deepEqual(ofTexts.map((numbers) => [...numbers]), [[0, 1, 0], [1, 2]]); // prettier-ignore
});

test('shingles are the distinct runs of three words, and a shorter text is one', () => {
  const shingles = (...words: number[]): Uint32Array => shinglesOf(Uint32Array.from(words));

  assert.equal(shingles(1, 2, 3, 4, 5).length, 3);
  assert.equal(shingles(1, 1, 1, 1, 1).length, 1);
  assert.equal(shingles(1, 2).length, 1);
  assert.equal(shingles().length, 0);
  assert.deepEqual(shingles(9, 1, 2, 3).filter((hash) => shingles(1, 2, 3, 8).includes(hash)), shingles(1, 2, 3)); // prettier-ignore
  assert.notDeepEqual(shingles(1, 2, 3), shingles(3, 2, 1));
  assert.notDeepEqual(shingles(0), shingles(0, 0));
});

test('the best word has the AUROC of its presence, and none is farther from a half', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }).map((words) => words.join(' '));
  const row = fc.record({ text, isPositive: fc.constantFrom(0, 1) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const isPositive_N = Uint8Array.from(rows, ({ isPositive }) => isPositive);
      const words = readWords(rows.map((one) => one.text));
      const areas = words.words.map((word) =>
        auroc(
          Float64Array.from(rows, (one) => Number(one.text.split(' ').includes(word))),
          isPositive_N,
        ),
      );

      const best = bestWord(words, isPositive_N);

      if (best === undefined) {
        assert.ok(words.words.length === 0 || areas.every(Number.isNaN));
        return;
      }
      // Sums of a few float64 fractions: units of 1e-16.
      assert.ok(Math.abs(best.auroc - areas[words.words.indexOf(best.word)]) < 1e-12);
      assert.ok(areas.every((area) => Math.abs(area - 0.5) <= Math.abs(best.auroc - 0.5) + 1e-12));
    }),
    { numRuns: 300 },
  );
});

test('a word in all positive texts and no negative one is a perfect sign, by as many deviations as there are texts for it', () => {
  const words = readWords(['yes it is', 'yes', 'it is not', 'so']);

  const best = bestWord(words, Uint8Array.of(1, 1, 0, 0));

  // Shares 1 and 0 from a common 1/2: 1 / sqrt(1/4 (1/2 + 1/2)) = 2.
  assert.deepEqual(best, { word: 'yes', auroc: 1, deviations: 2 });
});
