/** The shipped model with three dictionaries and a small harvest behind HTTP, and what plain PyTorch hooks make of its changes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openTestServices } from './open-services.js';
import { demo, fixture } from './paths.js';
import { temporaryFolder } from './temporary-folder.js';
import { openTestWeb } from './web.js';

export const residual = 'demo/resid_post.1/0_512';
export const mlp = 'demo/mlp_out.2/0_512';
export const topK = 'demo/resid_post.3/topk_512';

/** As tests/fixtures/interventions/make-interventions.py tells it. */
export interface ToldEdit {
  readonly kind: 'setFeature' | 'scaleFeature' | 'addVector' | 'ablateHeads' | 'reconstruct';
  readonly dictionary?: string;
  readonly feature?: number;
  readonly value?: number;
  readonly factor?: number;
  readonly hookPoint?: string;
  readonly layer?: number;
  readonly heads?: readonly number[];
  readonly ablate?: 'ZERO' | 'MEAN';
  readonly positions?: readonly number[];
}

export interface ToldEffect {
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly klDivergence: number;
  readonly lossChange: readonly number[];
  readonly logitChanges: readonly { readonly id: number; readonly before: number; readonly after: number }[];
  readonly watched: readonly { readonly before: readonly number[]; readonly after: readonly number[] }[];
}

interface TokenLogit {
  readonly id: number;
  readonly logit: number;
}

export interface InterventionReference {
  readonly prompts: readonly (readonly number[])[];
  readonly cases: readonly {
    readonly name: string;
    readonly edits: readonly ToldEdit[];
    readonly watch: readonly (readonly [dictionary: string, feature: number])[];
    /** One a prompt. */
    readonly effects: readonly ToldEffect[];
  }[];
  readonly generations: readonly {
    readonly prompt: readonly number[];
    readonly edits: readonly ToldEdit[];
    readonly tokenIds: readonly number[];
    readonly logProbabilities: readonly number[];
  }[];
  readonly logitEffects: readonly {
    readonly dictionary: string;
    readonly feature: number;
    readonly promoted: readonly TokenLogit[];
    readonly suppressed: readonly TokenLogit[];
  }[];
}

export function readInterventionReference(): InterventionReference {
  return JSON.parse(readFileSync(fixture('interventions/demo.json'), 'utf8')) as InterventionReference;
}

const width = 128;
export const base64Of = (values: Float32Array): string => Buffer.from(values.buffer).toString('base64');
export const floatsOf = (base64: string): Float32Array =>
  new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
/** The vector that the reference adds. */
export const addedVector = base64Of(Float32Array.from({ length: width }, (_, d) => 5 * Math.sin(d + 1)));

/** The input by which a client asks for the edit; means are over the corpus of the reference's prompts. */
export function toInterventionInput({ kind, ablate, dictionary, feature, positions, ...edit }: ToldEdit): object {
  const { value, factor, hookPoint, layer, heads } = edit;
  const mean = ablate && { value: ablate, corpus: 'prompts' };
  switch (kind) {
    case 'setFeature':
      if (ablate) return { ablateFeatures: { dictionary, indices: [feature], positions, ...mean } };
      return { setFeature: { feature: { dictionary, index: feature }, value, positions } };
    case 'scaleFeature':
      return { scaleFeature: { feature: { dictionary, index: feature }, factor, positions } };
    case 'addVector':
      return { addVector: { hookPoint, vector: addedVector, positions } };
    case 'ablateHeads':
      return { ablateHeads: { layer, heads, positions, ...mean } };
    case 'reconstruct':
      return { reconstruct: { dictionary } };
  }
}

/** The corpus `prompts` consists of the reference's prompts; the dictionary at the residual stream is harvested on it. */
export async function openInterventionDemo(t: TestContext, limits = {}) {
  const opened = await openTestServices(t, limits);
  const { imports, jobs } = opened.services;
  await imports.importModel({ folder: demo('models/demo'), name: 'demo' });
  for (const name of [residual, mlp, topK]) {
    const path = demo(`dictionaries/${name.slice('demo/'.length)}`);
    await imports.importDictionary({ path, name, model: 'demo', hookPoint: name.split('/')[1] });
  }
  const file = join(temporaryFolder(t), 'prompts.jsonl');
  const lines = readInterventionReference().prompts.map((tokenIds) => JSON.stringify({ tokenIds }));
  writeFileSync(file, `${lines.join('\n')}\n`);
  await imports.importCorpus({ file, name: 'prompts' });
  const counting = { contextsPerFeature: 4, windowTokens: 8, contextTokens: 64, includeSpecialTokens: false };
  await jobs.run(jobs.startHarvest({ dictionaries: [residual], corpus: 'prompts', ...counting }).id);
  return { ...opened, web: await openTestWeb(opened.services) };
}
