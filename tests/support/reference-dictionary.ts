/** The dictionaries of tests/fixtures/dictionaries, with what PyTorch computes with them. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import type { ImportedDictionary } from '../../engine/engine.js';
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

/** Pre-activations [N, F] of the rows in float64, by the definition and without any kernel. */
export function preActivations(dictionary: ImportedDictionary, x: Reference['x']): number[][] {
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
