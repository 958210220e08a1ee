/** Cramér's V against tables worked by hand, and against the definition of chi squared. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chanceCramersV, cramersV } from '../../../../engine/statistics/cramers-v.js';

/** Sums and roots of float64 numbers below 1: a few units of 1e-16. */
const tolerance = 1e-12;

/** The two columns of a table of counts. */
function columnsOf(table: readonly (readonly number[])[]): readonly [Uint32Array, Uint32Array] {
  const rows = table.flatMap((counts, a) => counts.flatMap((count, b) => Array.from({ length: count }, () => [a, b])));
  return [Uint32Array.from(rows, ([a]) => a), Uint32Array.from(rows, ([, b]) => b)];
}

function expectV(table: readonly (readonly number[])[], expected: number): void {
  const v = cramersV(...columnsOf(table));
  assert.ok(Math.abs(v - expected) < tolerance, `${v} instead of ${expected}`);
}

test('a table of two by two has the V that is worked by hand', () => {
  // Totals 30 and 20, 25 and 25; expected 15 15 10 10; chi squared 25/15 + 25/15 + 25/10 + 25/10 = 25/3, over 50: 1/6.
  expectV([[20, 10], [5, 15]], Math.sqrt(1 / 6)); // prettier-ignore
});

test('a table of two by three is divided by its shorter side', () => {
  // Totals 20 and 20, 10, 20 and 10; expected 5 10 5; chi squared 4 * 25/5 + 0 = 20, over 40: 1/2.
  expectV([[10, 10, 0], [0, 10, 10]], Math.sqrt(1 / 2)); // prettier-ignore
});

test('columns that determine each other have 1, independent ones and constant ones 0', () => {
  expectV([[7, 0, 0], [0, 2, 0], [0, 0, 4]], 1); // prettier-ignore
  expectV([[4, 8], [3, 6]], 0); // prettier-ignore
  expectV([[4, 8]], 0);
  assert.equal(cramersV(new Uint32Array(), new Uint32Array()), 0);
});

test('it is chi squared over its largest value, in either order of the columns', () => {
  const category = fc.nat({ max: 3 });
  fc.assert(
    fc.property(fc.array(fc.tuple(category, category), { minLength: 1, maxLength: 60 }), (pairs) => {
      const [a, b] = [withoutGaps(pairs.map(([one]) => one)), withoutGaps(pairs.map(([, other]) => other))];

      const v = cramersV(a, b);

      assert.ok(Math.abs(v - byDefinition(a, b)) < 1e-7, `${v}, by definition ${byDefinition(a, b)}`);
      assert.ok(Math.abs(v - cramersV(b, a)) < 1e-7);
    }),
    { numRuns: 300 },
  );
});

test('what chance gives is near the root mean square over random labels', () => {
  const [rows, categories] = [200, 20];
  const group_N = Uint32Array.from({ length: rows }, (_, row) => row % categories);
  const label = fc.array(fc.constantFrom(0, 1), { minLength: rows, maxLength: rows });
  const draws = fc
    .sample(label, { numRuns: 400, seed: 7 })
    .map((labels) => cramersV(group_N, Uint32Array.from(labels)));

  const rootMeanSquare = Math.sqrt(draws.reduce((sum, v) => sum + v * v, 0) / draws.length);

  // V squared has a relative deviation of sqrt(2 / 19) a draw, so 400 draws give its mean to 1.6%, V to 0.8%: five times that.
  assert.ok(Math.abs(rootMeanSquare / chanceCramersV(rows, categories, 2) - 1) < 0.04);
});

function withoutGaps(values: readonly number[]): Uint32Array {
  const known = [...new Set(values)];
  return Uint32Array.from(values, (value) => known.indexOf(value));
}

/** Root of a difference that is 0 up to 1e-15 for independent columns: exact to about 1e-7 there. */
function byDefinition(a: Uint32Array, b: Uint32Array): number {
  const [rows, columns] = [Math.max(...a) + 1, Math.max(...b) + 1];
  if (Math.min(rows, columns) === 1) return 0;
  const count = (isIn: (row: number) => boolean): number => a.filter((_, row) => isIn(row)).length;
  let chiSquared = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const expected = (count((row) => a[row] === i) * count((row) => b[row] === j)) / a.length;
      chiSquared += (count((row) => a[row] === i && b[row] === j) - expected) ** 2 / expected;
    }
  }
  return Math.sqrt(chiSquared / a.length / (Math.min(rows, columns) - 1));
}
