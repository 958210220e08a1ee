/** What the record of a classifier warns of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClassifierRecord } from '../../../domain/classifier.js';
import { warningsOfClassifier } from '../../../domain/classifier-warnings.js';

const codesOf = (record: object): string[] => warningsOfClassifier(record as ClassifierRecord).map(({ code }) => code);
const probe = { kind: 'LOGISTIC', c: 1, converged: true, iterations: 9 };
const triedC = [0.1, 1, 10].map((c) => ({ c, loss: 1 }));

test('a probe warns of a search that did not end and of a C at either end of those that were tried', () => {
  assert.deepEqual(codesOf({ ...probe, fitting: { triedC } }), []);
  assert.deepEqual(codesOf({ ...probe, converged: false, fitting: { triedC: null } }), ['NOT_CONVERGED']);
  assert.deepEqual(codesOf({ ...probe, c: 10, fitting: { triedC } }), ['C_AT_END']);
  assert.deepEqual(codesOf({ ...probe, c: 0.1, fitting: { triedC } }), ['C_AT_END']);
  assert.deepEqual(codesOf({ ...probe, c: 0.1, fitting: { triedC: null } }), []);
  assert.deepEqual(codesOf({ ...probe, kind: 'MASS_MEAN', c: null, fitting: { triedC: null } }), []);
});

test('an ensemble and a feature warn of a threshold that hardly any positive text reaches', () => {
  const curve = [0.9, 0.05].map((value, place) => ({ atLeast: place + 1, truePositiveRate: { value } }));
  assert.deepEqual(codesOf({ kind: 'ENSEMBLE', atLeast: 1, curve }), []);
  assert.deepEqual(codesOf({ kind: 'ENSEMBLE', atLeast: 2, curve }), ['RARELY_POSITIVE']);
  assert.deepEqual(codesOf({ kind: 'FEATURE', hit: { sign: -1 }, threshold: 5e-324 }), ['RARELY_POSITIVE']);
  assert.deepEqual(codesOf({ kind: 'FEATURE', hit: { sign: -1 }, threshold: 0 }), []);
  assert.deepEqual(codesOf({ kind: 'FEATURE', hit: { sign: 1 }, threshold: 3 }), []);
});
