/** Arguments that put the shipped model, corpus and dictionaries into a store. */
import { repositoryRoot } from './paths.js';

const demo = `${repositoryRoot}demo/`;
export const mlpDictionary = 'demo/mlp_out.1/0_512';
export const residualDictionary = 'demo/resid_post.1/0_512';

const dictionaryImport = (name: string): string[] => [
  ...['import', 'dictionary', `${demo}dictionaries/${name.slice('demo/'.length)}`],
  ...['--name', name, '--model', 'demo', '--hook-point', name.split('/')[1]],
];

/** Each is the arguments of one command; --data is to be added. */
export const demoImports = {
  model: ['import', 'model', `${demo}models/demo`, '--name', 'demo'],
  corpus: ['import', 'corpus', `${demo}corpus.jsonl`, '--name', 'demo'],
  mlpDictionary: dictionaryImport(mlpDictionary),
  residualDictionary: dictionaryImport(residualDictionary),
} as const;
