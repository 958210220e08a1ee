/** Files and functions stay small; the bounds are those of docs/architecture.md. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import ts from 'typescript';
import { repositoryRoot } from '../support/paths.js';

const folders = [
  'domain',
  'engine',
  'store',
  'services',
  'schema',
  'resolvers',
  'server',
  'migrations',
  'cli',
  'bench',
];
const isSource = (path: string): boolean => path.endsWith('.ts') && !path.includes('generated');
const files = folders.flatMap((folder) =>
  readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter(isSource)
    .map((path) => join(folder, path)),
);
const linesOf = (path: string): number => readFileSync(join(repositoryRoot, path), 'utf8').split('\n').length - 1;

function functionLengths(path: string): { readonly name: string; readonly lines: number }[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(join(repositoryRoot, path), 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  );
  const found: { name: string; lines: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isFunctionDeclaration(node) ||
        ts.isMethodDeclaration(node) ||
        ts.isConstructorDeclaration(node) ||
        ts.isAccessor(node)) &&
      node.body
    ) {
      const first = source.getLineAndCharacterOfPosition(node.getStart()).line;
      const last = source.getLineAndCharacterOfPosition(node.end).line;
      found.push({ name: `${path}: ${node.name?.getText() ?? 'constructor'}`, lines: last - first + 1 });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

test('no file is longer than 400 lines and half of them are at most 90', () => {
  const tooLong = files.filter((path) => linesOf(path) > 400);

  assert.deepEqual(tooLong, []);
  assert.ok(median(files.map(linesOf)) <= 90, `median ${median(files.map(linesOf))}`);
});

test('no function is longer than 60 lines and half of them are at most 12', () => {
  const lengths = files.flatMap(functionLengths);

  assert.deepEqual(
    lengths.filter(({ lines }) => lines > 60).map(({ name, lines }) => `${name} ${lines}`),
    [],
  );
  assert.ok(median(lengths.map(({ lines }) => lines)) <= 12);
});
