/** Every warning that is data is explained in one document. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { guardCodes } from '../../domain/dataset.js';
import { repositoryRoot } from '../support/paths.js';

const docs = join(repositoryRoot, 'docs');

test('every code of a warning has a row in one table of docs/', () => {
  const documents = readdirSync(docs).filter((name) => name.endsWith('.md') && name !== 'errors.md');
  const rows = documents.flatMap((name) => [
    ...readFileSync(join(docs, name), 'utf8').matchAll(/^\| `([A-Z][A-Z_]+)` \| .+ \|$/gm),
  ]);
  const documented = rows.map(([, code]) => code).filter((code) => (guardCodes as readonly string[]).includes(code));

  assert.deepEqual(documented.sort(), [...guardCodes].sort());
});
