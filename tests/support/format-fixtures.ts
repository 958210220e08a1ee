/** The dictionaries of tests/fixtures/dictionary-formats, with what PyTorch computes by their equations. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fixture } from './paths.js';

type Rows = readonly (readonly number[])[];

export interface FormatReference {
  readonly x: Rows;
  /** [N, F]. */
  readonly features: Rows;
  readonly reconstructions: Rows;
  /** How far what decides whether a feature fires is from where that changes; 0 where the arithmetic is exact. */
  readonly margins: Rows;
}

export const formatFixture = (name: string): string => fixture(`dictionary-formats/${name}`);

/** Every folder that holds a reference. */
export const formatFixtures = readdirSync(fixture('dictionary-formats'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('reference.json'))
  .map((file) => dirname(file))
  .sort()
  .map((name) => ({ name, path: formatFixture(name) }));

export function readFormatReference(path: string): FormatReference {
  return JSON.parse(readFileSync(`${path}/reference.json`, 'utf8')) as FormatReference;
}

/**
 * The contract's tolerance: |df| <= 1e-4 + 1e-5 |f|, and the same features fire except where the pre-activation is within
 * 1e-5 of the threshold. A margin of exactly 0 is a tie or a threshold met in exact arithmetic, where they must agree.
 */
export function assertLike(found: Rows, { features, margins }: FormatReference): void {
  let exact = 0;
  features.forEach((row, n) =>
    row.forEach((wanted, feature) => {
      const actual = found[n][feature];
      const place = `row ${n}, feature ${feature}: ${actual} instead of ${wanted}`;
      const margin = margins[n][feature];
      if (margin > 0 && margin <= 1e-5) return;
      assert.ok(Math.abs(actual - wanted) <= 1e-4 + 1e-5 * Math.abs(wanted), place);
      assert.equal(actual > 0, wanted > 0, place);
      exact++;
    }),
  );
  assert.ok(exact > 0.9 * features.length * features[0].length, 'nearly all are far from where they change');
}

type Config = Record<string, unknown>;

/** A copy of a fixture's folder in `scratch`, with one of its configurations changed. */
export function changedFixture(
  scratch: string,
  name: string,
  { file, change }: { readonly file: string; readonly change: (config: Config) => void },
): string {
  const folder = join(mkdtempSync(join(scratch, 'changed-')), basename(name));
  cpSync(formatFixture(name), folder, { recursive: true });
  const config = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Config;
  change(config);
  writeFileSync(join(folder, file), JSON.stringify(config));
  return folder;
}
