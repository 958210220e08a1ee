/** The services with the shipped model, as "demo", and what of its dictionaries and its corpus a test needs. */
import type { TestContext } from 'node:test';
import type { Limits } from '../../services/services.js';
import { openTestServices } from './open-services.js';
import { demo } from './paths.js';

export interface WantedDemo {
  /** By the names under which `saeql demo` imports them: `demo/mlp_out.1/0_512`. */
  readonly dictionaries: readonly string[];
  /** The name that the shipped corpus gets; without one it is left out. */
  readonly corpus?: string;
  readonly limits?: Partial<Limits>;
}

/** Everything is closed when the test ends. */
export async function openDemo(t: TestContext, { dictionaries, corpus, limits }: WantedDemo) {
  const opened = await openTestServices(t, limits);
  const { imports } = opened.services;
  await imports.importModel({ folder: demo('models/demo'), name: 'demo' });
  if (corpus !== undefined) await imports.importCorpus({ file: demo('corpus.jsonl'), name: corpus });
  for (const name of dictionaries) {
    const [, hookPoint, file] = name.split('/');
    await imports.importDictionary({ path: demo(`dictionaries/${hookPoint}/${file}`), name, model: 'demo', hookPoint });
  }
  return opened;
}
