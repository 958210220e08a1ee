/** The shipped model with two dictionaries behind HTTP, and what PyTorch computes for three of its documents. */
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { openTestServices } from './open-services.js';
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

export const mlpDictionary = 'demo/mlp_out.1/0_512';
export const residualDictionary = 'demo/resid_post.1/0_512';

export function readReferenceDocuments(): readonly ReferenceDocument[] {
  const { documents } = JSON.parse(readFileSync(demo('reference.json'), 'utf8')) as {
    readonly documents: readonly ReferenceDocument[];
  };
  return documents;
}

export async function openInferenceDemo(t: TestContext) {
  const { services, store } = await openTestServices(t);
  await services.imports.importModel({ folder: demo('models/demo'), name: 'demo' });
  for (const name of [mlpDictionary, residualDictionary]) {
    const path = demo(`dictionaries/${name.slice('demo/'.length)}`);
    await services.imports.importDictionary({ path, name, model: 'demo', hookPoint: name.split('/')[1] });
  }
  return { services, store, web: await openTestWeb(services) };
}
