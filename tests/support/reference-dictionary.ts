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
  readonly preActivations: readonly (readonly number[])[];
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

/** Pre-activations [N, F] of the rows in float64, by the definition and without any kernel. */
export function preActivations(dictionary: HeldDictionary, x: Reference['x']): number[][] {
  const { weights, width, forward } = dictionary;
  return x.map((row) =>
    Array.from(weights.bEnc_F, (bias, feature) => {
      let sum = bias;
      for (let axis = 0; axis < width; axis++) {
        const centre = forward.subtractsDecoderBias ? weights.bDec_D[axis] : 0;
        sum += (row[axis] - centre) * weights.wEnc_FD[feature * width + axis];
      }
      return sum;
    }),
  );
}

/**
 * The contract's tolerance: |df| <= 1e-4 + 1e-5 |f|, and the same features fire except where the pre-activation is within
 * 1e-5 of the threshold, where float32 sums of another order may fall on the other side.
 */
export function assertFeatures(found: readonly (readonly number[])[], reference: Reference): void {
  let compared = 0;
  reference.features.forEach((row, n) =>
    row.forEach((wanted, feature) => {
      const actual = found[n][feature];
      const place = `row ${n}, feature ${feature}: ${actual} instead of ${wanted}`;
      assert.ok(Math.abs(actual - wanted) <= 1e-4 + 1e-5 * Math.abs(wanted), place);
      if (Math.abs(reference.preActivations[n][feature]) <= 1e-5) return;
      assert.equal(actual > 0, wanted > 0, place);
      compared++;
    }),
  );
  assert.ok(compared > 0);
}
