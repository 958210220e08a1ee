/** The shipped model with two dictionaries behind HTTP, and what PyTorch computes for three of its documents. */
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import type { Limits } from '../../services/services.js';
import { mlpDictionary, residualDictionary } from './demo-files.js';
import { openDemo } from './open-demo.js';
import { demo } from './paths.js';
import { openTestWeb } from './web.js';

export interface ReferenceDocument {
  readonly id: string;
  readonly text: string;
  readonly tokenIds: readonly number[];
  /** By hook point: the first coordinates of the first positions. */
  readonly activations: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly losses: readonly number[];
  readonly lastLogits: readonly number[];
  readonly features: Readonly<
    Record<string, { readonly active: readonly (readonly [position: number, feature: number, activation: number])[] }>
  >;
}

export function readReferenceDocuments(): readonly ReferenceDocument[] {
  const { documents } = JSON.parse(readFileSync(demo('reference.json'), 'utf8')) as {
    readonly documents: readonly ReferenceDocument[];
  };
  return documents;
}

export async function openInferenceDemo(t: TestContext, limits: Partial<Limits> = {}) {
  const { services, store } = await openDemo(t, { dictionaries: [mlpDictionary, residualDictionary], limits });
  return { services, store, web: await openTestWeb(services) };
}
