/** What the package ships for `saeql demo`: a small trained model, a corpus and two dictionaries of it. */
import { fileURLToPath } from 'node:url';

/** Compiled, this file is dist/cli/demo-contents.js. */
const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

const shipped = (path: string): string => `${packageRoot}demo/${path}`;

export const demoModel = { folder: shipped('model'), name: 'demo' } as const;

export const demoCorpus = { file: shipped('corpus.jsonl'), name: 'demo' } as const;

/** Named as the folders below demo/dictionaries. */
export const demoDictionaries = ['mlp_out.1/0_512', 'resid_post.1/0_512'].map((path) => ({
  path: shipped(`dictionaries/${path}`),
  name: `demo/${path}`,
  model: demoModel.name,
  hookPoint: path.split('/')[0],
}));
