/** The committed schema is the one that the resolvers make, and the typed operations fit it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildSchema as buildSchemaOfText, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '../../resolvers/build-schema.js';
import { repositoryRoot } from '../support/paths.js';

const committed = readFileSync(`${repositoryRoot}schema/schema.graphql`, 'utf8');
const check = (file: string) =>
  spawnSync(process.execPath, [`${repositoryRoot}dist/server/print-schema.js`, '--check', file], { encoding: 'utf8' });

test('schema/schema.graphql is what the resolvers make', () => {
  assert.equal(committed.trimEnd(), printSchema(lexicographicSortSchema(buildSchema())));
  assert.deepEqual([check(`${repositoryRoot}schema/schema.graphql`).status], [0]);
});

test('a stale schema is refused with how to renew it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saeql-schema-'));
  const file = join(folder, 'schema.graphql');
  writeFileSync(file, committed.replace('type Query', 'type Query2'));

  const { status, stderr } = check(file);
  rmSync(folder, { recursive: true });

  assert.equal(status, 1);
  assert.match(stderr, /is stale: run `npm run schema:print`/);
});

test('every type and field says what it means or has a name that does', () => {
  const names = Object.values(buildSchemaOfText(committed).getTypeMap())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('__'));

  assert.ok(names.length > 40);
  assert.ok(names.every((name) => /^[A-Z][A-Za-z0-9]*$/.test(name)));
});
