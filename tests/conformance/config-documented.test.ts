/** docs/configuration.md lists every setting, and nothing else. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Setting } from '../../server/settings.js';
import { rangeOf, settings } from '../../server/settings.js';
import { expectTable, tableOf } from '../support/markdown-table.js';
import { repositoryRoot } from '../support/paths.js';

const all: readonly Setting[] = Object.values(settings);

test('docs/configuration.md has a row for every setting, with unit, range and default', () => {
  const rows = all.map((setting) => [
    `\`${setting.name}\``,
    setting.unit,
    rangeOf(setting),
    String(setting.default),
    setting.meaning,
  ]);

  expectTable('docs/configuration.md', tableOf(['variable', 'unit', 'range', 'default', 'meaning'], rows));
});

test('no other variable is mentioned', () => {
  const text = readFileSync(`${repositoryRoot}docs/configuration.md`, 'utf8');
  const mentioned = new Set(text.match(/SAEQL_[A-Z_]+/g));

  assert.deepEqual([...mentioned].sort(), all.map(({ name }) => name).sort());
});
