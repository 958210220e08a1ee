/** Records of a small imagined catalog, for tests of what stands above the services. */
import type { Context } from '../../domain/context.js';
import type { CorpusRecord } from '../../domain/corpus.js';
import type { DatasetRecord } from '../../domain/dataset.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { encodeIndexSet } from '../../domain/index-set.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { JobRecord } from '../../domain/job.js';
import type { MetricsRecord } from '../../domain/metrics.js';
import type { ModelRecord } from '../../domain/model.js';

export const tinyModel: ModelRecord = {
  name: 'tiny',
  architecture: 'gpt_neox',
  layers: 2,
  width: 4,
  vocabularySize: 8,
  contextLength: 16,
  digest: 'd1',
  tokenizerDigest: 't1',
  hookPoints: [{ name: 'mlp_out.1', kind: 'mlp_out', layer: 1, width: 4, tensor: '/layers.1/mlp/Add_output_0' }],
  graphFile: 'model.onnx',
};

export const controlModel: ModelRecord = {
  ...tinyModel,
  name: 'tiny-control',
  control: { of: 'tiny', scheme: 'KEEP_EMBEDDINGS', seed: 3 },
};

export const prose: CorpusRecord = { name: 'prose', documents: 2, digest: 'c1' };

export const statements: DatasetRecord = {
  name: 'statements',
  rows: 4,
  positiveLabel: '1',
  classes: [
    { label: '0', rows: 2 },
    { label: '1', rows: 2 },
  ],
  groups: [{ column: 'crowd', values: [{ label: 'boos', rows: 4 }], cramersV: 0 }],
  splits: [],
  warnings: [{ code: 'DUPLICATE_ROWS', message: '1 row has the text of an earlier row.' }],
  digest: 's1',
};

export const wide: DictionaryRecord = {
  name: 'tiny/mlp_out.1/wide',
  model: 'tiny',
  hookPoint: 'mlp_out.1',
  outputHookPoint: 'mlp_out.1',
  architecture: 'STANDARD',
  size: 60,
  width: 4,
  digest: 'w1',
  forward: { subtractsDecoderBias: true },
  provenance: {
    format: 'dictionary_learning',
    files: ['ae.pt'],
    tensors: [{ name: 'bias', dtype: 'float32', shape: [4] }],
    folds: [],
    config: { lr: 0.001 },
  },
};

export const pruned: DictionaryRecord = {
  ...wide,
  name: 'tiny/mlp_out.1/pruned',
  size: 58,
  pruning: {
    of: wide.name,
    root: wide.name,
    maxFrequency: 0.5,
    removed: 2,
    corpus: 'prose',
    indexRange: 60,
    goneIndices: encodeIndexSet([3, 59], 60),
  },
};

export const harvest: HarvestRecord = {
  id: 'h1',
  dictionary: wide.name,
  dictionaryDigest: 'w1',
  corpus: 'prose',
  corpusDigest: 'c1',
  tokenFile: 'f1',
  tokens: 1000,
  options: { contextsPerFeature: 12, windowTokens: 4, contextTokens: 16, includeSpecialTokens: false },
  digest: 'hd1',
  finishedAt: '2024-05-01T12:00:00.000Z',
  dead: 1,
  over10Percent: 2,
};

export const queuedJob: JobRecord = {
  id: 'j1',
  kind: 'HARVEST',
  input: { dictionaries: [wide.name], corpus: 'prose' },
  state: 'QUEUED',
  progress: 0,
  message: null,
  createdAt: '2024-05-01T12:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  error: null,
  results: [],
  owner: null,
  cancelRequested: false,
};

export function contextOf(index: number, rank: number): Context {
  return {
    document: 0,
    documentId: `doc-${index}`,
    start: rank * 4,
    insertedBos: false,
    peak: 1,
    maxActivation: 10 - rank * 0.5,
    activations: Float32Array.of(0, 10 - rank * 0.5, 0.25, 0),
    rank,
    corpus: 'prose',
    tokenIds: Uint32Array.of(1, 2, 3, index % 8),
    model: 'tiny',
    tokenFile: 'f1',
  };
}

export const metrics: MetricsRecord = {
  id: 'metrics-1',
  dictionary: wide.name,
  dictionaryDigest: wide.digest,
  modelDigest: tinyModel.digest,
  corpus: prose.name,
  corpusDigest: prose.digest,
  tokenRule: 'SAEQL',
  options: { contextTokens: 16, includeSpecialTokens: false },
  tokens: 1000,
  l0: 3.5,
  l1: 7,
  mse: 0.25,
  rmse: 0.5,
  l2Loss: 0.9,
  varianceExplained: 0.75,
  cosineSimilarity: 0.8,
  l2Ratio: 0.7,
  lossOriginal: 1,
  lossReconstructed: 1.25,
  lossZeroAblated: 3,
  lossMeanAblated: 2.5,
  fractionRecovered: 0.875,
  klDivergence: 0.125,
  alive: 0.5,
  variants: [{ definition: 'dictionary_learning.2023.rmse', value: 0.5 }],
  dtype: 'float32',
  provider: 'cpu',
  version: '0.1.0',
  finishedAt: '2024-05-03T00:00:00.000Z',
};

/** Of a model to which the hook point does not matter. */
export const undefinedMetrics: MetricsRecord = {
  ...metrics,
  id: 'metrics-2',
  tokenRule: 'SAELENS',
  lossZeroAblated: 1,
  fractionRecovered: null,
};
