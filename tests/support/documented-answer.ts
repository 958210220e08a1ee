/** Comparing an answer with the one that a document shows, in which lists and strings may be cut and numbers rounded. */
import assert from 'node:assert/strict';

const cut = '...';
const shownDigits = 5;
/**
 * Kernels of other processors add in another order, which moves activations by about 1e-6 of their size; rounding to five digits
 * adds 5e-5.
 */
const fractionTolerance = 1e-3;
/** Losses are right to about 1e-7, and what is made of them (loss recovered) is divided by as little as 0.01. */
const smallestDrift = 2e-5;
/**
 * Counts and ids below 10,000 must be equal. In larger counts of firings one token more or less is no drift: its activation
 * is a rounding error above zero on one processor and not on another.
 */
const integerTolerance = 1e-4;

/** Fails with the path of the first place where the answer is not what the document shows. */
export function expectDocumented(actual: unknown, documented: unknown, path: string): void {
  if (Array.isArray(documented)) expectList(actual, documented, path);
  else if (typeof documented === 'object' && documented !== null) expectObject(actual, documented, path);
  else if (typeof documented === 'number') expectNumber(actual, documented, path);
  else if (typeof documented === 'string' && documented.endsWith(cut)) expectBeginning(actual, documented, path);
  else assert.equal(actual, documented, path);
}

function expectList(actual: unknown, documented: readonly unknown[], path: string): void {
  assert.ok(Array.isArray(actual), `${path}: not a list`);
  const isCut = documented.at(-1) === cut;
  const shown = isCut ? documented.slice(0, -1) : documented;
  if (isCut)
    assert.ok(actual.length > shown.length, `${path}: ${actual.length} entries, more than ${shown.length} shown`);
  else assert.equal(actual.length, shown.length, `${path}: entries`);
  shown.forEach((entry, index) => expectDocumented(actual[index], entry, `${path}[${index}]`));
}

function expectObject(actual: unknown, documented: object, path: string): void {
  assert.ok(typeof actual === 'object' && actual !== null, `${path}: ${String(actual)}, not an object`);
  assert.deepEqual(Object.keys(actual), Object.keys(documented), `${path}: fields`);
  const fields = new Map<string, unknown>(Object.entries(actual));
  for (const [name, value] of Object.entries(documented)) expectDocumented(fields.get(name), value, `${path}.${name}`);
}

function expectNumber(actual: unknown, documented: number, path: string): void {
  assert.ok(typeof actual === 'number', `${path}: ${String(actual)}, not a number`);
  const areCounts = Number.isInteger(actual) && Number.isInteger(documented);
  const size = Math.abs(documented);
  const tolerance = areCounts ? integerTolerance * size : fractionTolerance * size + smallestDrift;
  assert.ok(Math.abs(actual - documented) <= tolerance, `${path}: ${actual}, documented ${documented}`);
}

function expectBeginning(actual: unknown, documented: string, path: string): void {
  assert.ok(typeof actual === 'string' && actual !== '', `${path}: ${String(actual)}, not a text`);
  const shown = documented.slice(0, -cut.length);
  assert.equal(actual.slice(0, shown.length), shown, path);
}

/** The answer as a document shows it: cut where the text that it replaces is cut, fractions with five digits. */
export function toDocumented(actual: unknown, replaced: unknown): unknown {
  if (Array.isArray(actual)) return toList(actual, Array.isArray(replaced) ? replaced : []);
  if (typeof actual === 'object' && actual !== null) return toObject(actual, replaced);
  if (typeof actual === 'number') return Number.isInteger(actual) ? actual : Number(actual.toPrecision(shownDigits));
  const isCut = typeof actual === 'string' && typeof replaced === 'string' && replaced.endsWith(cut);
  return isCut ? actual.slice(0, replaced.length - cut.length) + cut : actual;
}

function toList(actual: readonly unknown[], replaced: readonly unknown[]): unknown[] {
  const keeps = replaced.at(-1) === cut && replaced.length <= actual.length ? replaced.length - 1 : actual.length;
  const shown = actual.slice(0, keeps).map((entry, index) => toDocumented(entry, replaced[index]));
  return keeps === actual.length ? shown : [...shown, cut];
}

function toObject(actual: object, replaced: unknown): object {
  const templates = new Map<string, unknown>(Object.entries(Object(replaced) as object));
  return Object.fromEntries(
    Object.entries(actual).map(([name, value]) => [name, toDocumented(value, templates.get(name))]),
  );
}
