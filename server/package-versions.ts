/** Versions of the packages that decide what is computed and stored. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const told = ['onnxruntime-node', 'lmdb', '@huggingface/tokenizers', 'graphql', '@apollo/server', 'type-graphql'];

/** As installed; null for a package that is missing. */
export function readPackageVersions(): Readonly<Record<string, string | null>> {
  return Object.fromEntries(told.map((name) => [name, versionOf(name)]));
}

/** Reads the file rather than importing it: a package may hide its package.json. */
function versionOf(name: string): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'node_modules', name, 'package.json');
    if (existsSync(file)) return String((JSON.parse(readFileSync(file, 'utf8')) as { version: unknown }).version);
    if (folder === dirname(folder)) return null;
  }
}
