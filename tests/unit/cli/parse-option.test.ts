/** Option values that are not text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidArgumentError } from 'commander';
import fc from 'fast-check';
import { parseChoice, parsePort, parseWholeNumber, toOptionValue } from '../../../cli/parse-option.js';

test('reads every whole number back', () => {
  fc.assert(fc.property(fc.maxSafeNat(), (value) => parseWholeNumber(String(value)) === value));
});

test('refuses what is no whole number', () => {
  for (const text of ['', '-1', '1.5', '1e3', ' 1', 'many', '99999999999999999999'])
    assert.throws(() => parseWholeNumber(text), InvalidArgumentError, text);
});

test('a port is at most 65535', () => {
  assert.equal(parsePort('0'), 0);
  assert.equal(parsePort('65535'), 65535);
  assert.throws(() => parsePort('65536'), InvalidArgumentError);
});

test('a choice is found however it is spelled, and an unknown one is refused with the choices', () => {
  const parse = parseChoice(['ALL', 'KEEP_EMBEDDINGS']);

  assert.equal(parse('keep-embeddings'), 'KEEP_EMBEDDINGS');
  assert.equal(parse('Keep_Embeddings'), 'KEEP_EMBEDDINGS');
  assert.throws(() => parse('some'), /all, keep-embeddings/);
  assert.equal(toOptionValue('KEEP_EMBEDDINGS'), 'keep-embeddings');
});
