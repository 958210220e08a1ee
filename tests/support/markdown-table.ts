/** Tables of Markdown documents, made of what they document. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { repositoryRoot } from './paths.js';

export function tableOf(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), `|${' --- |'.repeat(heading.length)}`, ...rows.map(line)].join('\n');
}

/** Fails with the table that the document should hold, ready to be pasted, when it holds another. */
export function expectTable(document: string, table: string): void {
  const text = readFileSync(`${repositoryRoot}${document}`, 'utf8');
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  assert.equal(lines.join('\n'), table, `${document} is stale; its table should be:\n${table}\n`);
}
