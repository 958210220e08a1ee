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

const [firstDictionary] = demoDictionaries;

/** Questions to begin with. */
export const demoQueries: readonly { readonly asks: string; readonly query: string }[] = [
  {
    asks: 'The rarest features that are not dead, and where they fire most strongly',
    query: `{
  features(dictionary: "${firstDictionary.name}", filter: { alive: true }, orderBy: FREQUENCY_ASC, first: 5) {
    nodes {
      index
      statistics { frequency maxActivation }
      topContexts(first: 3) { nodes { document text maxActivation } }
    }
  }
}`,
  },
  {
    asks: 'How often features fire: a histogram of log10 frequency',
    query: `{
  dictionary(name: "${firstDictionary.name}") {
    harvest { tokens dead over10Percent frequencyHistogram(bins: 20) { edges counts } }
  }
}`,
  },
  {
    asks: 'One feature that fires: its tokens, and contexts from weak to strong',
    query: `{
  randomFeature(dictionary: "${firstDictionary.name}") {
    index
    topTokens(first: 5) { token { text } shareOfFirings }
    sampledContexts(quantiles: 3, perQuantile: 2) { from to contexts { text maxActivation } }
  }
}`,
  },
];
