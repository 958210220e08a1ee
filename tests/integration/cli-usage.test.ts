/** Wrong usage and refusals of the command line. */
import assert from 'node:assert/strict';
import { existsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { saeql, startSaeql, type Finished } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const data = join(folder, 'data');

function expectUsage({ status, stdout, stderr }: Finished, message: RegExp): void {
  assert.equal(status, 2, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, message);
}

function expectRefusal({ status, stdout, stderr }: Finished, code: string): void {
  assert.equal(status, 1, stderr);
  assert.equal(stdout, '');
  assert.equal(stderr.trimEnd().split('\n').length, 1, `one line is wanted: ${stderr}`);
  assert.match(stderr, new RegExp(`^${code}: .+`));
}

test('an unknown command names the nearest one and is wrong usage', async () => {
  expectUsage(await saeql('harvset'), /unknown command 'harvset'[^]*harvest/);
  expectUsage(await saeql('import', 'modle', data), /unknown command 'modle'[^]*model/);
});

test('a command that this version does not have is unknown', async () => {
  expectUsage(await saeql('train'), /unknown command 'train'/);
});

test('an unknown option, a missing argument and a number that is none are wrong usage', async () => {
  expectUsage(await saeql('list', '--jsno'), /unknown option '--jsno'[^]*--json/);
  expectUsage(await saeql('harvest', '--corpus', 'demo'), /missing required argument 'dictionary'/);
  expectUsage(await saeql('harvest', 'a'), /--corpus/);
  expectUsage(await saeql('harvest', 'a', '--corpus', 'demo', '--contexts', 'many'), /whole number/);
  expectUsage(await saeql('serve', '--port', '70000'), /port/i);
});

test('a control needs both its model and its scheme', async () => {
  const args = ['import', 'model', folder, '--name', 'twin', '--data', data];

  expectUsage(await saeql(...args, '--control-of', 'demo'), /--control-of and --scheme/);
  expectUsage(await saeql(...args, '--scheme', 'some'), /all, keep-embeddings/);
});

test('a pruning needs a name, a sweep a corpus, and lists are of numbers', async () => {
  const args = ['prune', 'a', '--data', data];

  expectUsage(await saeql(...args, '--remove', '1'), /--name/);
  expectUsage(await saeql(...args, '--sweep'), /--corpus/);
  expectUsage(await saeql(...args, '--name', 'b', '--remove', '1,x'), /whole number/);
  expectUsage(await saeql(...args, '--name', 'b', '--max-frequency', 'rare'), /A number/);
});

test('wrong usage creates no store', () => {
  assert.equal(existsSync(data), false);
});

test('help goes to standard output and is no failure', async () => {
  for (const args of [['--help'], ['harvest', '--help'], ['import', 'model', '--help']]) {
    const { status, stdout, stderr } = await saeql(...args);

    assert.equal(status, 0);
    assert.equal(stderr, '');
    assert.match(stdout, /--json/);
  }
});

test('a name that is not registered is refused with the nearest names', async () => {
  expectRefusal(await saeql('harvest', 'a', '--corpus', 'b', '--data', data), 'DICTIONARY_NOT_FOUND');
  expectRefusal(
    await saeql('import', 'dictionary', folder, '--name', 'a', '--model', 'm', '--data', data),
    'MODEL_NOT_FOUND',
  );
});

test('a corpus with a line that is no document is refused with the number of the line', async () => {
  const file = join(folder, 'broken.jsonl');
  writeFileSync(file, '{"text": "one"}\nnot json\n');

  const finished = await saeql('import', 'corpus', file, '--name', 'broken', '--data', data);

  expectRefusal(finished, 'CORPUS_LINE_INVALID');
  assert.match(finished.stderr, /broken\.jsonl:2/);
});

test('a file that is not there is refused', async () => {
  expectRefusal(
    await saeql('import', 'corpus', join(folder, 'none.jsonl'), '--name', 'none', '--data', data),
    'FILE_NOT_FOUND',
  );
});

test('a data folder that is a file, lies below one or cannot be made is refused', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, 'hello\n');

  for (const data of [file, join(file, 'below'), '/proc/no-such-folder/data']) {
    const finished = await saeql('list', '--data', data);

    expectRefusal(finished, 'STORE_NOT_ALLOWED');
    assert.match(finished.stderr, /--data/);
  }
});

test('a setting out of range is refused before a store is created', async () => {
  const untouched = join(folder, 'untouched');

  const finished = await startSaeql(['list', '--data', untouched], { SAEQL_MAX_PAGE_SIZE: 'many' }).finished;

  expectRefusal(finished, 'CONFIG_INVALID');
  assert.match(finished.stderr, /SAEQL_MAX_PAGE_SIZE/);
  assert.equal(existsSync(untouched), false);
});

test('an option wins over a variable, and doctor says where each setting comes from', async () => {
  const variables = { SAEQL_DATA: join(folder, 'other'), SAEQL_THREADS: '2' };

  const { status, stdout } = await startSaeql(['doctor', '--json', '--data', data], variables).finished;

  const { settings, checks, packages } = JSON.parse(stdout);
  const bySource = settings.map(({ name, value, source }: Record<string, unknown>) => [name, value, source]);
  assert.equal(status, 0);
  assert.ok(checks.every(({ ok }: { ok: boolean }) => ok));
  assert.equal(packages.lmdb, '3.5.6');
  assert.deepEqual(bySource[0], ['SAEQL_DATA', data, 'option']);
  assert.deepEqual(
    bySource.find(([name]: [string]) => name === 'SAEQL_THREADS'),
    ['SAEQL_THREADS', 2, 'environment'],
  );
  assert.ok(settings.every(({ unit, range }: Record<string, string>) => unit !== '' && range !== ''));
});

test('doctor examines a store without creating or changing one', async () => {
  const untouched = join(folder, 'untouched');

  const { status, stdout } = await saeql('doctor', '--data', untouched);

  assert.equal(status, 0);
  assert.match(stdout, /STORE_NOT_FOUND/);
  assert.equal(existsSync(untouched), false);
});

test('doctor fails for a store that is damaged', async () => {
  const damaged = join(folder, 'damaged');
  await saeql('migrate', '--data', damaged);
  truncateSync(join(damaged, 'catalog', 'data.mdb'), 5000);

  const { status, stdout } = await saeql('doctor', '--data', damaged, '--json');

  const [check] = JSON.parse(stdout).checks;
  assert.equal(status, 1);
  assert.equal(check.ok, false);
  assert.match(check.problem, /^STORE_CORRUPT: /);
});

test('a backup is a store, and is never made over something else', async () => {
  const target = join(folder, 'backup');

  const made = await saeql('backup', target, '--data', data, '--json');
  const again = await saeql('backup', target, '--data', data);
  const migrated = await saeql('migrate', '--data', target, '--json');

  assert.ok(JSON.parse(made.stdout).bytes > 0);
  expectRefusal(again, 'TARGET_EXISTS');
  assert.equal(JSON.parse(migrated.stdout).folder, target);
});

test('keys are created once, listed without their secret, and revoked', async () => {
  const created = await saeql('keys', 'create', 'notebook', '--role', 'compute', '--json', '--data', data);
  const { secret, ...key } = JSON.parse(created.stdout);
  const listed = await saeql('keys', 'list', '--json', '--data', data);
  const again = await saeql('keys', 'create', 'notebook', '--data', data);
  const revoked = await saeql('keys', 'revoke', 'notebook', '--json', '--data', data);
  const unknown = await saeql('keys', 'revoke', 'notebook', '--data', data);

  assert.match(secret, /^saeql_[\w-]{43}$/);
  assert.equal(key.role, 'compute');
  assert.deepEqual(JSON.parse(listed.stdout), [key]);
  expectRefusal(again, 'NAME_TAKEN');
  assert.deepEqual(JSON.parse(revoked.stdout), key);
  expectRefusal(unknown, 'KEY_NOT_FOUND');
});
