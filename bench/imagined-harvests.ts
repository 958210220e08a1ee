/** Harvested dictionaries with imagined statistics, for servers that must be full. */
import type { DictionaryRecord } from '../domain/dictionary.js';
import type { ModelRecord } from '../domain/model.js';
import { createRandom } from '../domain/seeded-random.js';
import type { FeatureColumns, Store } from '../store/store.js';
import { sampleFeature } from './sample-features.js';

/** Only registered; there is no such file. */
export const imaginedModel: ModelRecord = {
  name: 'model',
  architecture: 'gpt_neox',
  layers: 6,
  width: 512,
  vocabularySize: 50_304,
  contextLength: 2048,
  digest: 'a'.repeat(64),
  tokenizerDigest: 'b'.repeat(64),
  hookPoints: [],
  graphFile: 'model.onnx',
};

export interface Imagined {
  /** Part of its name, and the seed of its statistics. */
  readonly number: number;
  readonly features: number;
  /** Of its weights, where there are any. */
  readonly digest?: string;
}

/** Returns the name of the dictionary. */
export async function addHarvested(store: Store, { number, features, digest: weights }: Imagined): Promise<string> {
  const dictionary = `model/mlp_out.3/${number}_${features}`;
  const record = { ...dictionaryRecord, size: features, digest: weights ?? dictionaryRecord.digest };
  store.dictionaries.add({ ...record, name: dictionary });
  const id = `snapshot-${number}`;
  const writer = store.harvests.createWriter(id, features);
  const feature = sampleFeature(createRandom(number));
  for (let index = 0; index < features; index++) writer.addFeature(index, feature, [index % 1000]);
  const digest = await writer.finish(sampleColumns(number, features), []);
  store.harvests.publish([
    {
      ...{
        id,
        dictionary,
        digest,
        dictionaryDigest: record.digest,
        corpus: 'corpus',
        corpusDigest: 'd'.repeat(64),
      },
      ...{ tokenFile: 'none', tokens: 1e6, dead: 0, over10Percent: 0, finishedAt: new Date(0).toISOString() },
      options: { contextsPerFeature: 32, windowTokens: 64, contextTokens: 1024, includeSpecialTokens: false },
    },
  ]);
  return dictionary;
}

const dictionaryRecord: Omit<DictionaryRecord, 'size'> = {
  name: '',
  model: 'model',
  hookPoint: 'mlp_out.3',
  outputHookPoint: 'mlp_out.3',
  architecture: 'STANDARD',
  width: 512,
  digest: 'c'.repeat(64),
  forward: { subtractsDecoderBias: true },
  provenance: { format: 'made up', files: [], tensors: [], folds: [], config: null },
};

function sampleColumns(seed: number, features: number): FeatureColumns {
  const random = createRandom(seed);
  return {
    firings_F: Float64Array.from({ length: features }, () => Math.floor(1e4 * random())),
    maxActivation_F: Float32Array.from({ length: features }, random),
    meanActivation_F: Float64Array.from({ length: features }, random),
    topTokenShare_F: Float64Array.from({ length: features }, random),
    tokensFor90Percent_F: new Uint32Array(features).fill(3),
  };
}
