/** The held-out contexts of the real data as a corpus. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stories260k } from './paths.js';

/** Writes them as token ids, a context a document, and returns the file. */
export function writeHeldOut(folder: string): string {
  const contexts: number[][] = JSON.parse(readFileSync(join(stories260k, 'heldout.json'), 'utf8'));
  const file = join(folder, 'heldout.jsonl');
  writeFileSync(file, contexts.map((tokenIds) => `${JSON.stringify({ tokenIds })}\n`).join(''));
  return file;
}
