/** The dictionaries of tests/fixtures/dictionaries, with what PyTorch computes with them. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import type { HeldWeights } from '../../engine/dictionaries/held-weights.js';
import { readDictionary } from '../../engine/dictionaries/read-dictionary.js';
import type { ReadDictionaryOptions } from '../../engine/dictionaries/read-dictionary.js';
import type { CanonicalTensor, ImportedDictionary } from '../../engine/engine.js';
import { fixture } from './paths.js';

export interface Reference {
  readonly x: readonly (readonly number[])[];
  /** [N, F]. */
  readonly features: readonly (readonly number[])[];
  /** How far a feature is from firing or not, where that is not the pre-activation. */
  readonly margins?: readonly (readonly number[])[];
  readonly preActivations?: readonly (readonly number[])[];
  /** [N, D]; of dictionaries of which it is compared. */
  readonly xHat?: readonly (readonly number[])[];
  /** No sum of it is rounded in float32, so that even ties and met thresholds come out alike. */
  readonly exact?: boolean;
}

export const referenceDictionaries: readonly string[] = readdirSync(fixture('dictionaries'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

export const dictionaryFixture = (name: string): string => fixture(`dictionaries/${name}`);

export function readReference(name: string): Reference {
  return JSON.parse(readFileSync(`${dictionaryFixture(name)}/reference.json`, 'utf8')) as Reference;
}

/** A dictionary with its weights in memory; its file is closed again. */
export type HeldDictionary = Omit<ImportedDictionary, 'weights' | 'close'> & { readonly weights: HeldWeights };

export async function holdDictionary(path: string, options?: ReadDictionaryOptions): Promise<HeldDictionary> {
  const { close, weights, ...rest } = await readDictionary(path, options);
  try {
    const names = Object.keys(weights) as CanonicalTensor[];
    const held = await Promise.all(names.map(async (name) => [name, await weights[name]?.()]));
    return { ...rest, weights: Object.fromEntries(held) as HeldWeights };
  } finally {
    await close();
  }
}

/**
 * The contract's tolerance: |df| <= 1e-4 + 1e-5 |f|, and the same features fire except within 1e-5 of where they begin to,
 * where float32 sums of another order may fall on the other side. None for a reference that is exact.
 */
export function assertFeatures(found: readonly (readonly number[])[], reference: Reference): void {
  const margins = reference.margins ?? reference.preActivations;
  const [absolute, relative] = reference.exact ? [0, 0] : [1e-4, 1e-5];
  let compared = 0;
  reference.features.forEach((row, n) =>
    row.forEach((wanted, feature) => {
      const actual = found[n][feature];
      const place = `row ${n}, feature ${feature}: ${actual} instead of ${wanted}`;
      assert.ok(Math.abs(actual - wanted) <= absolute + relative * Math.abs(wanted), place);
      if (!reference.exact && Math.abs(margins![n][feature]) <= 1e-5) return;
      assert.equal(actual > 0, wanted > 0, place);
      compared++;
    }),
  );
  assert.ok(compared > 0);
}
