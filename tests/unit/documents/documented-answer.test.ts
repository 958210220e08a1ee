/** What counts as the answer that a document shows, and how one is written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectDocumented, toDocumented } from '../../support/documented-answer.js';

const differs = (actual: unknown, documented: unknown, message: RegExp): void =>
  assert.throws(() => expectDocumented(actual, documented, 'tour'), message);

test('an answer that agrees in fields, texts, counts and rounded numbers is as documented', () => {
  const actual = { feature: { index: 52, frequency: 0.018271, name: 'a', none: null, tokens: [' is', 'x', 'y'] } };
  const documented = { feature: { index: 52, frequency: 0.01827, name: 'a', none: null, tokens: [' is', '...'] } };

  expectDocumented(actual, documented, 'tour');
});

test('another field, null for a value, an empty list and another type are drifts', () => {
  differs({ a: 1, b: 2 }, { a: 1 }, /tour: fields/);
  differs({ a: null }, { a: { b: 1 } }, /tour\.a: null, not an object/);
  differs({ a: null }, { a: 1.5 }, /tour\.a: null, not a number/);
  differs({ a: [] }, { a: ['x'] }, /tour\.a: entries/);
  differs({ a: [] }, { a: ['...'] }, /tour\.a: 0 entries/);
  differs({ a: '1' }, { a: 1 }, /tour\.a: 1, not a number/);
  differs({ a: 1 }, { a: null }, /tour\.a/);
});

test('a count below 10,000 must be equal, a larger one and a fraction may differ by a rounding', () => {
  expectDocumented(41851, 41850, 'tour');
  expectDocumented(0.50049, 0.5, 'tour');
  expectDocumented(0.00003, 0.00002, 'tour');
  differs(9999, 9998, /9999, documented 9998/);
  differs(41855, 41850, /documented 41850/);
  differs(0.5006, 0.5, /documented 0.5/);
  differs(0.00005, 0.00002, /documented 0.00002/);
});

test('a text is equal, or begins as shown', () => {
  expectDocumented('The capital', 'The...', 'tour');
  expectDocumented('anything', '...', 'tour');
  differs('The capital', 'The', /tour/);
  differs('A capital', 'The...', /tour/);
  differs('', '...', /not a text/);
});

test('a rewritten answer is cut where the old one was, and is as documented', () => {
  const actual = { id: 'new', rest: [1, 2, 3], share: 1 / 3, count: 123456, nodes: [{ text: 'long text' }] };
  const replaced = { id: '...', rest: [7, '...'], share: 0.1, gone: 1, nodes: [{ text: 'lon...' }, { text: 'x' }] };

  const written = toDocumented(actual, replaced);

  assert.deepEqual(written, {
    ...{ id: '...', rest: [1, '...'], share: 0.33333, count: 123456 },
    nodes: [{ text: 'lon...' }],
  });
  expectDocumented(actual, written, 'tour');
});
