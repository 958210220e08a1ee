/** docs/metrics.md explains every definition of a metric that there is, in the order in which they are served. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { variants } from '../../services/metrics/variants/index.js';
import { repositoryRoot } from '../support/paths.js';

test('docs/metrics.md has a row for every definition, and for no other', () => {
  const [, section] = /## Variants\n(.*?)\n## /s.exec(readFileSync(`${repositoryRoot}docs/metrics.md`, 'utf8')) ?? [];
  const documented = [...(section ?? '').matchAll(/^\| `([^`]+)` \| .+ \| .*\|$/gm)].map(
    ([, definition]) => definition,
  );

  assert.deepEqual(
    documented,
    variants.map(({ definition }) => definition),
  );
});
