/** The one list of tables: what is kept where, how keys sort, how values are encoded. docs/storage.md describes the bytes. */
import type { KeyShape } from './lmdb/environment.js';

export interface TableShape {
  readonly keys: KeyShape;
  /** The parts of a key. */
  readonly key: string;
  readonly value: string;
}

/** Tables of the catalog; all values are JSON records. Only migrations create them. */
export const catalogTables = {
  models: { keys: 'ordered', key: 'name', value: 'ModelRecord' },
  dictionaries: { keys: 'ordered', key: 'name', value: 'DictionaryRecord' },
  datasets: { keys: 'ordered', key: 'name', value: 'DatasetRecord' },
  corpora: { keys: 'ordered', key: 'name', value: 'CorpusRecord' },
  harvests: { keys: 'ordered', key: 'harvest id', value: 'HarvestRecord' },
  harvestsByDictionary: { keys: 'ordered', key: '[dictionary, order of publication]', value: 'harvest id' },
  jobs: { keys: 'ordered', key: 'job id', value: 'JobRecord' },
  unfinishedJobs: { keys: 'ordered', key: 'job id', value: 'true' },
  annotations: { keys: 'ordered', key: '[dictionary, feature, order]', value: 'Annotation' },
  keys: { keys: 'ordered', key: 'name', value: 'KeyRecord' },
  metrics: { keys: 'ordered', key: 'metrics id', value: 'MetricsRecord' },
  metricsBySubject: { keys: 'ordered', key: '[dictionary, corpus, token rule, metrics id]', value: 'metrics id' },
  pruningSweeps: { keys: 'ordered', key: 'sweep id', value: 'PruningSweepRecord' },
  similarities: { keys: 'ordered', key: 'similarity id', value: 'SimilarityRecord' },
  similaritiesBySubject: {
    keys: 'ordered',
    key: '[content of the truth, of the query, vectors, similarity id]',
    value: 'similarity id',
  },
  similarityPairs: { keys: 'ordered', key: 'pair id', value: 'SimilarityPairRecord' },
  similarityPairsBySubject: {
    keys: 'ordered',
    key: '[content of the truth, of the query, vectors, pair id]',
    value: 'pair id',
  },
  similarityMatrices: { keys: 'ordered', key: 'matrix id', value: 'SimilarityMatrixRecord' },
  similarityMatricesBySubject: {
    keys: 'ordered',
    key: '[SHA-256 of contents and vectors, matrix id]',
    value: 'matrix id',
  },
  chances: { keys: 'ordered', key: 'chance id', value: 'ChanceRecord' },
  chancesBySubject: {
    keys: 'ordered',
    key: '[shape, or content of the truth, vectors, counts; chance id]',
    value: 'chance id',
  },
  pruningSweepsBySubject: { keys: 'ordered', key: '[dictionary, corpus, sweep id]', value: 'sweep id' },
  activationMeans: { keys: 'ordered', key: 'mean id', value: 'ActivationMeanRecord' },
  activationMeansBySubject: {
    keys: 'ordered',
    key: '[model digest, corpus digest, hook point, mean id]',
    value: 'mean id',
  },
  classifiers: { keys: 'ordered', key: 'name', value: 'ClassifierRecord' },
  featureScans: { keys: 'ordered', key: 'name', value: 'FeatureScanRecord' },
  evaluations: { keys: 'ordered', key: 'evaluation id', value: 'EvaluationRecord' },
  evaluationsBySubject: {
    keys: 'ordered',
    key: '[classifier, data set, columns of the groups, evaluation id]',
    value: 'evaluation id',
  },
  generalizations: { keys: 'ordered', key: 'name', value: 'GeneralizationRecord' },
} as const satisfies Record<string, TableShape>;
export type CatalogTableName = keyof typeof catalogTables;

/** Tables of a harvest snapshot, in the order of its digest. The writer of the snapshot creates them. */
export const snapshotTables = {
  topContexts: { keys: 'uint32', key: 'feature', value: 'contexts' },
  sampledContexts: { keys: 'uint32', key: 'feature', value: 'firing windows, contexts' },
  histograms: { keys: 'uint32', key: 'feature', value: 'first bin, counts' },
  topTokens: { keys: 'uint32', key: 'feature', value: 'tokens with firings and mean' },
  firesInPool: { keys: 'uint32', key: 'feature', value: 'bits' },
  tokenIndex: { keys: 'uint32', key: 'token id', value: 'ascending features' },
  columns: { keys: 'ordered', key: '[column, chunk]', value: 'raw little-endian numbers' },
  snapshot: { keys: 'ordered', key: '`pool` or `shape`', value: 'pool windows, or JSON' },
} as const satisfies Record<string, TableShape>;
export type SnapshotTableName = keyof typeof snapshotTables;

/** The one table beside the catalog's own: holds the marker. */
export const markerTable = 'store';
