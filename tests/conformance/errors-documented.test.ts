/** docs/errors.md lists every code of the catalogue, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCatalogue } from '../../domain/errors.js';
import { expectTable, tableOf } from '../support/markdown-table.js';

const entries = Object.entries(errorCatalogue).sort(([a], [b]) => (a < b ? -1 : 1));

test('docs/errors.md has a row for every error, with status, meaning and mend', () => {
  const rows = entries.map(([code, { status, retryable, meaning, fix }]) => [
    `\`${code}\``,
    String(status),
    retryable ? 'yes' : 'no',
    meaning,
    fix,
  ]);

  expectTable('docs/errors.md', tableOf(['code', 'status', 'same request may succeed later', 'meaning', 'fix'], rows));
});

test('every entry has a status of HTTP, and is a sentence that says what and one that says how to mend it', () => {
  for (const [code, { status, meaning, fix }] of entries) {
    assert.match(code, /^[A-Z][A-Z0-9_]+$/);
    assert.ok(status >= 400 && status < 600, code);
    assert.match(meaning, /^\S.*\.$/s, code);
    assert.match(fix, /^\S.*[.)]$/s, code);
  }
});
