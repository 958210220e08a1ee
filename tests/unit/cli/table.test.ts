/** Columns of text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toSection, toTable } from '../../../cli/table.js';

test('columns are as wide as their widest cell and no line ends with spaces', () => {
  const lines = toTable(
    ['name', 'features'],
    [
      ['a/long/name', '8'],
      ['b', ''],
    ],
  );

  assert.deepEqual(lines, ['name         features', 'a/long/name  8', 'b']);
});

test('a section without rows says so', () => {
  assert.deepEqual(toSection('Models', ['name'], []), ['Models: none', '']);
});
