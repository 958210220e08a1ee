/** Tables of Markdown documents, made of what they document. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { repositoryRoot } from './paths.js';

export function tableOf(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), `|${' --- |'.repeat(heading.length)}`, ...rows.map(line)].join('\n');
}

/** Fails when the document holds another table; with UPDATE_DOCS set (`npm run docs`) it is written instead. */
export function expectTable(document: string, table: string): void {
  const path = `${repositoryRoot}${document}`;
  const text = readFileSync(path, 'utf8');
  const held = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .join('\n');
  if (process.env.UPDATE_DOCS)
    writeFileSync(
      path,
      text.replace(held, () => table),
    );
  else assert.equal(held, table, `${document} is stale; \`npm run docs\` writes it`);
}
