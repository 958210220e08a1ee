/** Fills a store with a real model, its corpus and a dictionary: stories260k where it is at hand, else the shipped demo. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openServices } from '../server/open-services.js';
import { benchConfig } from './bench-config.js';

export interface KnownModel {
  readonly name: string;
  readonly dictionary: string;
  readonly corpus: string;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));
const stories = `${repository}../shared/data/stories260k`;

interface Source {
  readonly name: string;
  readonly model: string;
  readonly corpus: string;
  readonly dictionary: string;
  readonly hookPoint: string;
}

function sourceAtHand(): Source {
  const isThere = existsSync(stories);
  return {
    name: isThere ? 'stories260k' : 'demo',
    model: isThere ? `${stories}/model` : `${repository}demo/models/demo`,
    corpus: isThere ? `${stories}/corpus.jsonl` : `${repository}demo/corpus.jsonl`,
    dictionary: isThere
      ? `${stories}/dictionaries/real/mlp_out.2/0_512`
      : `${repository}demo/dictionaries/mlp_out.1/0_512`,
    hookPoint: isThere ? 'mlp_out.2' : 'mlp_out.1',
  };
}

export async function importKnownModel(folder: string): Promise<KnownModel> {
  const source = sourceAtHand();
  const { services, close } = await openServices(benchConfig(folder));
  const dictionary = `${source.name}/${source.hookPoint}/0_512`;
  await services.imports.importModel({ folder: source.model, name: source.name });
  await services.imports.importCorpus({ file: source.corpus, name: source.name });
  await services.imports.importDictionary({
    path: source.dictionary,
    name: dictionary,
    model: source.name,
    hookPoint: source.hookPoint,
  });
  await close();
  return { name: source.name, dictionary, corpus: source.name };
}
