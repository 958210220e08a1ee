/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AgreementRule =
  | 'ALL'
  | 'ANY'
  | 'AT_LEAST';

/** which features count: those that fire at all, or above a frequency, on a corpus */
export type AliveRule = {
  corpus: string;
  minFrequency?: number;
};

export type ClassifierKind =
  | 'ENSEMBLE'
  | 'FEATURE'
  | 'LOGISTIC'
  | 'MASS_MEAN';

export type ColumnMapInput = {
  groups?: Array<string> | null | undefined;
  label: string;
  split?: string | null | undefined;
  text: string;
};

export type ContextFilter = {
  document?: string | null | undefined;
  maxActivation?: number | null | undefined;
  minActivation?: number | null | undefined;
  token?: string | null | undefined;
};

export type DatasetFileInput = {
  columns: ColumnMapInput;
  text: string;
};

export type DatasetInput = {
  name: string;
  positiveLabel?: string | null | undefined;
  source: DatasetSourceInput;
};

export type DatasetRowInput = {
  groups?: Array<GroupValueInput> | null | undefined;
  label: string;
  split?: string | null | undefined;
  text: string;
};

export type DatasetSourceInput =
  {   csv: DatasetFileInput; jsonl?: never; rows?: never; }
  |  { csv?: never;   jsonl: DatasetFileInput; rows?: never; }
  |  { csv?: never; jsonl?: never;   rows: Array<DatasetRowInput>; };

export type DictionaryArchitecture =
  | 'BATCH_TOP_K'
  | 'GATED'
  | 'JUMP_RELU'
  | 'MATRYOSHKA'
  | 'RANDOM'
  | 'STANDARD'
  | 'TOP_K'
  | 'TRANSCODER';

export type DictionaryVectors =
  | 'DECODER'
  | 'ENCODER';

export type EnsembleInput = {
  atLeast?: number | null | undefined;
  confidence?: number;
  /** leave out members whose connection graph shows an effect of these sets above its null */
  excludeDownstreamOf?: ExcludeDownstreamInput | null | undefined;
  /** the best significant hit of each cluster when they are left out */
  features?: Array<FeatureInput> | null | undefined;
  name: string;
  rule?: AgreementRule;
  scan: string;
  targetFalsePositiveRate?: number | null | undefined;
};

export type EvaluationInput = {
  classifier: string;
  dataset: string;
  groupBy?: Array<string> | null | undefined;
};

export type ExcludeDownstreamInput = {
  graph: string;
  sets: Array<string>;
};

export type FeatureClassifierInput = {
  dataset: string;
  feature: FeatureInput;
  name: string;
  pooling?: Pooling;
  seed?: number;
  splitBy?: string | null | undefined;
  targetFalsePositiveRate?: number | null | undefined;
};

export type FeatureFilter = {
  alive?: boolean | null | undefined;
  annotation?: string | null | undefined;
  indices?: Array<number> | null | undefined;
  maxFrequency?: number | null | undefined;
  minFrequency?: number | null | undefined;
  minMaxActivation?: number | null | undefined;
  minTopTokenShare?: number | null | undefined;
  /** fires on this token in at least one stored context */
  token?: string | null | undefined;
};

export type FeatureInput = {
  dictionary: string;
  index: number;
};

export type FeatureOrder =
  | 'FREQUENCY_ASC'
  | 'FREQUENCY_DESC'
  | 'INDEX_ASC'
  | 'MAX_ACTIVATION_DESC'
  | 'TOP_TOKEN_SHARE_DESC';

export type FeatureScanInput = {
  dataset: string;
  dictionaries: Array<string>;
  maxFrequency?: number | null | undefined;
  name: string;
  permutations?: number;
  pooling?: Pooling;
  seed?: number;
  splitBy?: string | null | undefined;
};

export type GeneralizationInput = {
  datasets: Array<string>;
  hookPoint: string;
  kinds?: Array<ProbeKind>;
  model: string;
  name: string;
  pooling?: Pooling;
  seed?: number;
};

export type GroupValueInput = {
  column: string;
  value: string;
};

/** several dictionaries of one model are harvested in one pass */
export type HarvestInput = {
  contextTokens?: number | null | undefined;
  contextsPerFeature?: number;
  corpus: string;
  dictionaries: Array<string>;
  includeSpecialTokens?: boolean;
  maxTokens?: number | null | undefined;
  windowTokens?: number;
};

export type IdentityDictionaryInput = {
  hookPoint: string;
  model: string;
  name: string;
};

export type Int8DictionaryInput = {
  /** on which the error is measured; default: that of the newest harvest of `of`, otherwise the only one there is */
  corpus?: string | null | undefined;
  /** tokens of the corpus, from its beginning, that are read for that at most */
  maxTokens?: number;
  name: string;
  /** a float32 dictionary that is no pruning and no identity dictionary */
  of: string;
};

export type JobKind =
  | 'CONNECTIONS'
  | 'ENSEMBLE'
  | 'EVALUATION'
  | 'FEATURE_CLASSIFIER'
  | 'FEATURE_SCAN'
  | 'GENERALIZATION'
  | 'HARVEST'
  | 'INT8_DICTIONARY'
  | 'METRICS'
  | 'PROBE'
  | 'PRUNING_SWEEP'
  | 'RANDOMIZED_MODEL'
  | 'SHIFT'
  | 'SIMILARITY'
  | 'SIMILARITY_MATRIX';

export type JobState =
  | 'CANCELLED'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING'
  | 'SUCCEEDED';

export type MatchOrder =
  | 'COSINE_ASC'
  | 'COSINE_DESC'
  | 'TRUTH_INDEX';

export type MetricsInput = {
  contextTokens?: number | null | undefined;
  corpus: string;
  dictionary: string;
  includeSpecialTokens?: boolean;
  maxTokens?: number | null | undefined;
  tokenRule?: TokenRule;
};

export type Pooling =
  | 'LAST'
  | 'MAX'
  | 'MEAN';

export type ProbeInput = {
  /** inverse regularisation strength, as scikit-learn's C; chosen by grouped cross-validation when left out */
  c?: number | null | undefined;
  dataset: string;
  hookPoint: string;
  kind?: ProbeKind;
  model: string;
  name: string;
  pooling?: Pooling;
  seed?: number;
  splitBy?: string | null | undefined;
  standardize?: boolean;
  /** threshold by order statistic; 0.5 probability when left out */
  targetFalsePositiveRate?: number | null | undefined;
  /** of a mass-mean probe: divides by the covariance within the classes */
  whiten?: boolean;
};

export type ProbeKind =
  | 'LOGISTIC'
  | 'MASS_MEAN';

export type PromptInput =
  {   /** no special token is added */
  raw: string; text?: never; tokenIds?: never; }
  |  { raw?: never;   /** special tokens are added as the model's tokenizer does */
  text: string; tokenIds?: never; }
  |  { raw?: never; text?: never;   tokenIds: Array<number>; };

export type PruningInput = {
  /** whose frequencies decide; that of the newest harvest when it is left out */
  corpus?: string | null | undefined;
  dictionary: string;
  /** features that fire on a larger share of tokens are removed */
  maxFrequency?: number | null | undefined;
  /** features that fire on a smaller share of tokens are removed */
  minFrequency?: number | null | undefined;
  name: string;
  removeFeatures?: Array<number> | null | undefined;
};

export type PruningSweepInput = {
  corpus: string;
  dictionary: string;
  maxTokens?: number | null | undefined;
  /** random removals of equal count that every threshold is compared with */
  randomDraws?: number;
  /** also finds the threshold that leaves this L0 */
  targetL0?: number | null | undefined;
  /** frequencies above which features are removed; chosen from the harvest when they are left out */
  thresholds?: Array<number> | null | undefined;
  tokenRule?: TokenRule;
};

export type RandomDictionaryInput = {
  like: string;
  name: string;
  seed: number;
};

export type RandomVectors =
  | 'COVARIANCE'
  | 'UNIFORM';

export type RandomizationScheme =
  | 'ALL'
  | 'KEEP_EMBEDDINGS';

export type RandomizedModelInput = {
  model: string;
  name: string;
  scheme: RandomizationScheme;
  seed: number;
};

export type SimilarityInput = {
  alive?: AliveRule | null | undefined;
  query: string;
  /** COVARIANCE draws random vectors with the mean and covariance of the truth's as well */
  randomVectors?: RandomVectors;
  truth: string;
  vectors?: DictionaryVectors;
};

export type SimilarityMatrixInput = {
  alive?: AliveRule | null | undefined;
  dictionaries: Array<string>;
  vectors?: DictionaryVectors;
};

export type TokenRule =
  | 'DICTIONARY_LEARNING'
  | 'SAELENS'
  | 'SAEQL';

export type ServerInfoQueryVariables = Exact<{ [key: string]: never; }>;


export type ServerInfoQuery = { server: { version: string, storeVersion: number, executionProviders: Array<{ name: string, available: boolean, inUse: boolean, reason: string | null }>, limits: { maxQueryCost: number, maxPrompts: number, maxPromptTokens: number, maxBodyBytes: number, maxPageSize: number, maxEngineCost: number, maxWaiting: number, deadlineMs: number }, loaded: Array<{ name: string, kind: string, bytes: number, provider: string }> } };

export type ModelsQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type ModelsQuery = { models: { totalCount: number, edges: Array<{ cursor: string, node: { name: string } }>, nodes: Array<{ id: string, name: string, architecture: string, layers: number, width: number, vocabularySize: number, contextLength: number, digest: string, hookPoints: Array<{ name: string, kind: string, layer: number, width: number, tensor: string }>, control: { scheme: RandomizationScheme, seed: number, of: { name: string } } | null, dictionaries: { totalCount: number, nodes: Array<{ name: string }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ModelByNameQueryVariables = Exact<{
  name: string;
}>;


export type ModelByNameQuery = { model: { id: string, name: string } | null };

export type CorporaQueryVariables = Exact<{
  model: string;
}>;


export type CorporaQuery = { corpora: { totalCount: number, nodes: Array<{ id: string, name: string, documents: number, digest: string, tokens: number | null }> } };

export type CorpusByNameQueryVariables = Exact<{
  name: string;
}>;


export type CorpusByNameQuery = { corpus: { name: string, documents: number } | null };

export type DictionariesQueryVariables = Exact<{
  model?: string | null | undefined;
  hookPoint?: string | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type DictionariesQuery = { dictionaries: { totalCount: number, nodes: Array<{ name: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DictionaryByNameQueryVariables = Exact<{
  name: string;
}>;


export type DictionaryByNameQuery = { dictionary: { id: string, name: string, architecture: DictionaryArchitecture, size: number, width: number, digest: string, provenance: unknown, model: { name: string }, hookPoint: { name: string, layer: number }, outputHookPoint: { name: string }, pruning: { maxFrequency: number | null, minFrequency: number | null, removed: number, of: { name: string }, corpus: { name: string } | null } | null, derived: { totalCount: number, nodes: Array<{ name: string }> }, harvest: { id: string, tokens: number, digest: string, provider: string | null, finishedAt: string, dead: number, over10Percent: number, dictionary: { name: string }, corpus: { name: string }, options: { contextsPerFeature: number, windowTokens: number, contextTokens: number, includeSpecialTokens: boolean, maxTokens: number | null }, frequencyHistogram: { edges: Array<number>, counts: Array<number> } } | null } | null };

export type NodeByIdQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeByIdQuery = { node:
    | { __typename: 'Corpus', id: string }
    | { __typename: 'Dataset', id: string }
    | { __typename: 'Dictionary', id: string }
    | { __typename: 'DictionaryMetrics', id: string }
    | { __typename: 'Ensemble', id: string }
    | { __typename: 'Evaluation', id: string }
    | { __typename: 'Feature', index: number, id: string }
    | { __typename: 'FeatureClassifier', id: string }
    | { __typename: 'FeatureScan', id: string }
    | { __typename: 'Generalization', id: string }
    | { __typename: 'Harvest', id: string }
    | { __typename: 'Job', state: JobState, id: string }
    | { __typename: 'Model', id: string }
    | { __typename: 'Probe', id: string }
    | { __typename: 'PruningSweep', id: string }
    | { __typename: 'Similarity', id: string }
    | { __typename: 'SimilarityMatrix', id: string }
   | null };

export type RemoveMutationVariables = Exact<{
  id: string | number;
}>;


export type RemoveMutation = { remove: string };

export type TokenizeQueryVariables = Exact<{
  model: string;
  text: string;
  addSpecialTokens?: boolean;
}>;


export type TokenizeQuery = { tokenize: Array<{ id: number, text: string, special: boolean }> };

export type ClassifiersQueryVariables = Exact<{
  dataset?: string | null | undefined;
}>;


export type ClassifiersQuery = { classifiers: { totalCount: number, nodes: Array<
      | { __typename: 'Ensemble', id: string, name: string, kind: ClassifierKind, provenance: unknown, warnings: Array<{ code: string }>, model: { name: string }, trainedOn: { name: string } | null, evaluation: { rows: number } | null }
      | { __typename: 'FeatureClassifier', id: string, name: string, kind: ClassifierKind, provenance: unknown, warnings: Array<{ code: string }>, model: { name: string }, trainedOn: { name: string } | null, evaluation: { rows: number } | null }
      | { __typename: 'Probe', pooling: Pooling, weights: string, bias: number, threshold: number, c: number | null, converged: boolean, iterations: number, id: string, name: string, kind: ClassifierKind, provenance: unknown, hookPoint: { name: string }, warnings: Array<{ code: string }>, model: { name: string }, trainedOn: { name: string } | null, evaluation: { rows: number } | null }
    > } };

export type StartProbeMutationVariables = Exact<{
  input: ProbeInput;
}>;


export type StartProbeMutation = { startProbe: { id: string, kind: JobKind } };

export type ClassifierNodeQueryVariables = Exact<{
  id: string | number;
  name: string;
}>;


export type ClassifierNodeQuery = { node:
    | { __typename: 'Corpus', id: string }
    | { __typename: 'Dataset', id: string }
    | { __typename: 'Dictionary', id: string }
    | { __typename: 'DictionaryMetrics', id: string }
    | { __typename: 'Ensemble', id: string }
    | { __typename: 'Evaluation', id: string }
    | { __typename: 'Feature', id: string }
    | { __typename: 'FeatureClassifier', id: string }
    | { __typename: 'FeatureScan', id: string }
    | { __typename: 'Generalization', id: string }
    | { __typename: 'Harvest', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Model', id: string }
    | { __typename: 'Probe', id: string }
    | { __typename: 'PruningSweep', id: string }
    | { __typename: 'Similarity', id: string }
    | { __typename: 'SimilarityMatrix', id: string }
   | null, classifier:
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type ImportDatasetMutationVariables = Exact<{
  input: DatasetInput;
}>;


export type ImportDatasetMutation = { importDataset: { id: string, name: string, rows: number, positiveLabel: string, digest: string, classes: Array<{ label: string, rows: number }>, groups: Array<{ column: string, cramersV: number, values: Array<{ label: string, rows: number }> }>, warnings: Array<{ code: string, message: string }> } };

export type DatasetByNameQueryVariables = Exact<{
  name: string;
}>;


export type DatasetByNameQuery = { dataset: { id: string, name: string, rows: number, positiveLabel: string, digest: string, classes: Array<{ label: string, rows: number }>, groups: Array<{ column: string, cramersV: number, values: Array<{ label: string, rows: number }> }>, warnings: Array<{ code: string, message: string }> } | null };

export type DatasetsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DatasetsQuery = { datasets: { totalCount: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, nodes: Array<{ name: string }> } };

export type DatasetNodeQueryVariables = Exact<{
  id: string | number;
}>;


export type DatasetNodeQuery = { node:
    | { __typename: 'Corpus' }
    | { __typename: 'Dataset', name: string }
    | { __typename: 'Dictionary' }
    | { __typename: 'DictionaryMetrics' }
    | { __typename: 'Ensemble' }
    | { __typename: 'Evaluation' }
    | { __typename: 'Feature' }
    | { __typename: 'FeatureClassifier' }
    | { __typename: 'FeatureScan' }
    | { __typename: 'Generalization' }
    | { __typename: 'Harvest' }
    | { __typename: 'Job' }
    | { __typename: 'Model' }
    | { __typename: 'Probe' }
    | { __typename: 'PruningSweep' }
    | { __typename: 'Similarity' }
    | { __typename: 'SimilarityMatrix' }
   | null };

export type RemoveDatasetMutationVariables = Exact<{
  id: string | number;
}>;


export type RemoveDatasetMutation = { remove: string };

export type WholeDatasetFragment = { id: string, name: string, rows: number, positiveLabel: string, digest: string, classes: Array<{ label: string, rows: number }>, groups: Array<{ column: string, cramersV: number, values: Array<{ label: string, rows: number }> }>, warnings: Array<{ code: string, message: string }> };

export type DemoPageQueryVariables = Exact<{
  dictionary: string;
  first: number;
  filter?: FeatureFilter | null | undefined;
}>;


export type DemoPageQuery = { dictionary: { size: number, harvest: { id: string, tokens: number, dead: number, options: { windowTokens: number, contextsPerFeature: number }, corpus: { tokens: number | null } } | null, features: { totalCount: number, nodes: Array<{ id: string, index: number, statistics: { frequency: number, firings: number, maxActivation: number, meanActivation: number | null } | null, activationHistogram: { edges: Array<number>, counts: Array<number> } | null, topTokens: Array<{ firings: number, token: { text: string } }> | null, topContexts: { totalCount: number, nodes: Array<{ before: Array<string>, after: Array<string>, rank: number, document: string, start: number, peak: number, maxActivation: number, text: string, tokens: Array<string>, tokenIds: Array<number>, activations: Array<number>, packedTokenIds: string, packedActivations: string, corpus: { name: string } }> } | null, sampledContexts: Array<{ from: number, to: number, contexts: Array<{ maxActivation: number }> }> | null, silentContexts: Array<{ maxActivation: number, activations: Array<number> }> | null }> } } | null };

export type StartEvaluationMutationVariables = Exact<{
  input: EvaluationInput;
}>;


export type StartEvaluationMutation = { startEvaluation: { id: string, kind: JobKind } };

export type StartFeatureClassifierMutationVariables = Exact<{
  input: FeatureClassifierInput;
}>;


export type StartFeatureClassifierMutation = { startFeatureClassifier: { id: string, kind: JobKind } };

export type WholeEvaluationFragment = { id: string, rows: number, testSetLooks: number, classifier:
    | { name: string, kind: ClassifierKind }
    | { name: string, kind: ClassifierKind }
    | { name: string, kind: ClassifierKind }
  , dataset: { name: string }, accuracy: { value: number, low: number, high: number, method: string, n: number }, worstGroup: { rows: number, group: Array<{ column: string, value: string }>, accuracy: { value: number } } | null, calibration: { expectedError: number, brier: number, bins: Array<{ rows: number }> }, baselines: Array<{ name: string, worstGroup: number | null, accuracy: { value: number } }>, warnings: Array<{ code: string }> };

export type ClassifierEvaluationQueryVariables = Exact<{
  classifier: string;
  dataset: string;
  groupBy?: Array<string> | string | null | undefined;
}>;


export type ClassifierEvaluationQuery = { classifier:
    | { __typename: 'Ensemble', name: string, trainedOn: { name: string } | null, evaluation: { id: string, rows: number, testSetLooks: number, classifier:
          | { name: string, kind: ClassifierKind }
          | { name: string, kind: ClassifierKind }
          | { name: string, kind: ClassifierKind }
        , dataset: { name: string }, accuracy: { value: number, low: number, high: number, method: string, n: number }, worstGroup: { rows: number, group: Array<{ column: string, value: string }>, accuracy: { value: number } } | null, calibration: { expectedError: number, brier: number, bins: Array<{ rows: number }> }, baselines: Array<{ name: string, worstGroup: number | null, accuracy: { value: number } }>, warnings: Array<{ code: string }> } | null }
    | { __typename: 'FeatureClassifier', name: string, hit: { threshold: number, feature: { index: number } }, trainedOn: { name: string } | null, evaluation: { id: string, rows: number, testSetLooks: number, classifier:
          | { name: string, kind: ClassifierKind }
          | { name: string, kind: ClassifierKind }
          | { name: string, kind: ClassifierKind }
        , dataset: { name: string }, accuracy: { value: number, low: number, high: number, method: string, n: number }, worstGroup: { rows: number, group: Array<{ column: string, value: string }>, accuracy: { value: number } } | null, calibration: { expectedError: number, brier: number, bins: Array<{ rows: number }> }, baselines: Array<{ name: string, worstGroup: number | null, accuracy: { value: number } }>, warnings: Array<{ code: string }> } | null }
    | { __typename: 'Probe', name: string, trainedOn: { name: string } | null, evaluation: { id: string, rows: number, testSetLooks: number, classifier:
          | { name: string, kind: ClassifierKind }
          | { name: string, kind: ClassifierKind }
          | { name: string, kind: ClassifierKind }
        , dataset: { name: string }, accuracy: { value: number, low: number, high: number, method: string, n: number }, worstGroup: { rows: number, group: Array<{ column: string, value: string }>, accuracy: { value: number } } | null, calibration: { expectedError: number, brier: number, bins: Array<{ rows: number }> }, baselines: Array<{ name: string, worstGroup: number | null, accuracy: { value: number } }>, warnings: Array<{ code: string }> } | null }
   | null };

export type EvaluationNodeQueryVariables = Exact<{
  id: string | number;
}>;


export type EvaluationNodeQuery = { node:
    | { __typename: 'Corpus' }
    | { __typename: 'Dataset' }
    | { __typename: 'Dictionary' }
    | { __typename: 'DictionaryMetrics' }
    | { __typename: 'Ensemble' }
    | { __typename: 'Evaluation', id: string, rows: number, testSetLooks: number, classifier:
        | { name: string, kind: ClassifierKind }
        | { name: string, kind: ClassifierKind }
        | { name: string, kind: ClassifierKind }
      , dataset: { name: string }, accuracy: { value: number, low: number, high: number, method: string, n: number }, worstGroup: { rows: number, group: Array<{ column: string, value: string }>, accuracy: { value: number } } | null, calibration: { expectedError: number, brier: number, bins: Array<{ rows: number }> }, baselines: Array<{ name: string, worstGroup: number | null, accuracy: { value: number } }>, warnings: Array<{ code: string }> }
    | { __typename: 'Feature' }
    | { __typename: 'FeatureClassifier' }
    | { __typename: 'FeatureScan' }
    | { __typename: 'Generalization' }
    | { __typename: 'Harvest' }
    | { __typename: 'Job' }
    | { __typename: 'Model' }
    | { __typename: 'Probe' }
    | { __typename: 'PruningSweep' }
    | { __typename: 'Similarity' }
    | { __typename: 'SimilarityMatrix' }
   | null };

export type ClassifyQueryVariables = Exact<{
  classifier: string;
  prompts: Array<PromptInput> | PromptInput;
}>;


export type ClassifyQuery = { classify: Array<{ label: string, score: number, probability: number, threshold: number, abstained: boolean, classifierDigest: string, votes: Array<{ activation: number, vote: boolean, feature: { index: number } }>, evidence: Array<{ position: number, contribution: number, token: { text: string } }> } | null> };

export type StartGeneralizationMutationVariables = Exact<{
  input: GeneralizationInput;
}>;


export type StartGeneralizationMutation = { startGeneralization: { id: string } };

export type GeneralizationQueryVariables = Exact<{
  name: string;
}>;


export type GeneralizationQuery = { generalization: { id: string, datasets: Array<{ name: string }>, rows: Array<{ kind: ClassifierKind, trainedOn: { name: string }, testedOn: { name: string }, accuracy: { value: number, low: number, high: number, n: number }, auroc: { value: number } }> } | null };

export type StartFeatureScanMutationVariables = Exact<{
  input: FeatureScanInput;
}>;


export type StartFeatureScanMutation = { startFeatureScan: { id: string, kind: JobKind } };

export type FeatureScanQueryVariables = Exact<{
  name: string;
  first?: number;
  after?: string | null | undefined;
}>;


export type FeatureScanQuery = { featureScan: { id: string, nullAuroc: number, dataset: { name: string }, dictionaries: Array<{ name: string }>, hits: { totalCount: number, pageInfo: { hasPreviousPage: boolean, endCursor: string | null }, nodes: Array<{ sign: number, threshold: number, pValue: number, falseDiscoveryRate: number, cluster: number, feature: { index: number, dictionary: { name: string } }, auroc: { value: number, low: number, high: number, method: string, n: number }, accuracy: { value: number } }> }, warnings: Array<{ code: string, message: string }> } | null };

export type CreateIdentityDictionaryMutationVariables = Exact<{
  input: IdentityDictionaryInput;
}>;


export type CreateIdentityDictionaryMutation = { createIdentityDictionary: { name: string, size: number, architecture: DictionaryArchitecture, hookPoint: { name: string } } };

export type StartEnsembleMutationVariables = Exact<{
  input: EnsembleInput;
}>;


export type StartEnsembleMutation = { startEnsemble: { id: string } };

export type EnsembleQueryVariables = Exact<{
  id: string | number;
}>;


export type EnsembleQuery = { node:
    | { __typename: 'Corpus' }
    | { __typename: 'Dataset' }
    | { __typename: 'Dictionary' }
    | { __typename: 'DictionaryMetrics' }
    | { __typename: 'Ensemble', name: string, kind: ClassifierKind, rule: AgreementRule, atLeast: number, effectiveVoters: number, scan: { name: string }, model: { name: string }, trainedOn: { name: string } | null, curve: Array<{ atLeast: number, guaranteed: boolean, truePositiveRate: { value: number, low: number, high: number, method: string, n: number }, falsePositiveRate: { value: number, low: number, high: number, method: string, n: number } }>, evaluation: { rows: number } | null }
    | { __typename: 'Evaluation' }
    | { __typename: 'Feature' }
    | { __typename: 'FeatureClassifier' }
    | { __typename: 'FeatureScan' }
    | { __typename: 'Generalization' }
    | { __typename: 'Harvest' }
    | { __typename: 'Job' }
    | { __typename: 'Model' }
    | { __typename: 'Probe' }
    | { __typename: 'PruningSweep' }
    | { __typename: 'Similarity' }
    | { __typename: 'SimilarityMatrix' }
   | null };

export type ContextFieldsFragment = { rank: number, document: string, start: number, peak: number, maxActivation: number, text: string, tokens: Array<string>, tokenIds: Array<number>, activations: Array<number>, packedTokenIds: string, packedActivations: string, corpus: { name: string } };

export type FeatureByIndexQueryVariables = Exact<{
  dictionary: string;
  index: number;
  corpus?: string | null | undefined;
}>;


export type FeatureByIndexQuery = { feature: { id: string, index: number, decoderVector: string, encoderVector: string, encoderBias: number, threshold: number | null, dictionary: { name: string }, statistics: { frequency: number, firings: number, maxActivation: number, meanActivation: number | null, topTokenShare: number | null, tokensFor90Percent: number | null, corpus: { name: string } } | null, activationHistogram: { edges: Array<number>, counts: Array<number> } | null, topTokens: Array<{ firings: number, shareOfFirings: number, meanActivation: number, token: { id: number, text: string, special: boolean } }> | null, sampledContexts: Array<{ from: number, to: number, contexts: Array<{ rank: number, document: string, start: number, peak: number, maxActivation: number, text: string, tokens: Array<string>, tokenIds: Array<number>, activations: Array<number>, packedTokenIds: string, packedActivations: string, corpus: { name: string } }> }> | null, silentContexts: Array<{ document: string, activations: Array<number> }> | null, annotations: Array<{ text: string, author: string, createdAt: string }> } | null };

export type TopContextsQueryVariables = Exact<{
  dictionary: string;
  index: number;
  filter?: ContextFilter | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type TopContextsQuery = { feature: { topContexts: { totalCount: number, edges: Array<{ cursor: string }>, nodes: Array<{ before: Array<string>, after: Array<string>, rank: number, document: string, start: number, peak: number, maxActivation: number, text: string, tokens: Array<string>, tokenIds: Array<number>, activations: Array<number>, packedTokenIds: string, packedActivations: string, corpus: { name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type FeaturePageQueryVariables = Exact<{
  dictionary: string;
  corpus?: string | null | undefined;
  filter?: FeatureFilter | null | undefined;
  orderBy?: FeatureOrder | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type FeaturePageQuery = { features: { totalCount: number, nodes: Array<{ index: number, statistics: { frequency: number } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FeaturesWithContextsQueryVariables = Exact<{
  dictionary: string;
  first: number;
  contexts: number;
}>;


export type FeaturesWithContextsQuery = { features: { nodes: Array<{ index: number, decoderVector: string, statistics: { frequency: number } | null, annotations: Array<{ text: string }>, topContexts: { nodes: Array<{ rank: number, corpus: { name: string } }> } | null }> } };

export type RandomFeatureQueryVariables = Exact<{
  dictionary: string;
  seed?: number | null | undefined;
}>;


export type RandomFeatureQuery = { randomFeature: { index: number } | null };

export type AnnotateMutationVariables = Exact<{
  dictionary: string;
  index: number;
  text: string;
}>;


export type AnnotateMutation = { annotate: { index: number, annotations: Array<{ text: string, author: string }> } };

export type JobFieldsFragment = { id: string, kind: JobKind, input: unknown, state: JobState, progress: number, message: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string, fix: string | null } | null, results: Array<
    | { __typename: 'Corpus', id: string }
    | { __typename: 'Dataset', id: string }
    | { __typename: 'Dictionary', id: string }
    | { __typename: 'DictionaryMetrics', id: string }
    | { __typename: 'Ensemble', id: string }
    | { __typename: 'Evaluation', id: string }
    | { __typename: 'Feature', id: string }
    | { __typename: 'FeatureClassifier', id: string }
    | { __typename: 'FeatureScan', id: string }
    | { __typename: 'Generalization', id: string }
    | { __typename: 'Harvest', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Model', id: string }
    | { __typename: 'Probe', id: string }
    | { __typename: 'PruningSweep', id: string }
    | { __typename: 'Similarity', id: string }
    | { __typename: 'SimilarityMatrix', id: string }
  > };

export type JobByIdQueryVariables = Exact<{
  id: string | number;
}>;


export type JobByIdQuery = { job: { id: string, kind: JobKind, input: unknown, state: JobState, progress: number, message: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string, fix: string | null } | null, results: Array<
      | { __typename: 'Corpus', id: string }
      | { __typename: 'Dataset', id: string }
      | { __typename: 'Dictionary', id: string }
      | { __typename: 'DictionaryMetrics', id: string }
      | { __typename: 'Ensemble', id: string }
      | { __typename: 'Evaluation', id: string }
      | { __typename: 'Feature', id: string }
      | { __typename: 'FeatureClassifier', id: string }
      | { __typename: 'FeatureScan', id: string }
      | { __typename: 'Generalization', id: string }
      | { __typename: 'Harvest', id: string }
      | { __typename: 'Job', id: string }
      | { __typename: 'Model', id: string }
      | { __typename: 'Probe', id: string }
      | { __typename: 'PruningSweep', id: string }
      | { __typename: 'Similarity', id: string }
      | { __typename: 'SimilarityMatrix', id: string }
    > } | null };

export type JobsQueryVariables = Exact<{
  state?: JobState | null | undefined;
}>;


export type JobsQuery = { jobs: { totalCount: number, nodes: Array<{ id: string, kind: JobKind, input: unknown, state: JobState, progress: number, message: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string, fix: string | null } | null, results: Array<
        | { __typename: 'Corpus', id: string }
        | { __typename: 'Dataset', id: string }
        | { __typename: 'Dictionary', id: string }
        | { __typename: 'DictionaryMetrics', id: string }
        | { __typename: 'Ensemble', id: string }
        | { __typename: 'Evaluation', id: string }
        | { __typename: 'Feature', id: string }
        | { __typename: 'FeatureClassifier', id: string }
        | { __typename: 'FeatureScan', id: string }
        | { __typename: 'Generalization', id: string }
        | { __typename: 'Harvest', id: string }
        | { __typename: 'Job', id: string }
        | { __typename: 'Model', id: string }
        | { __typename: 'Probe', id: string }
        | { __typename: 'PruningSweep', id: string }
        | { __typename: 'Similarity', id: string }
        | { __typename: 'SimilarityMatrix', id: string }
      > }> } };

export type StartHarvestMutationVariables = Exact<{
  input: HarvestInput;
}>;


export type StartHarvestMutation = { startHarvest: { id: string, kind: JobKind, input: unknown, state: JobState, progress: number, message: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string, fix: string | null } | null, results: Array<
      | { __typename: 'Corpus', id: string }
      | { __typename: 'Dataset', id: string }
      | { __typename: 'Dictionary', id: string }
      | { __typename: 'DictionaryMetrics', id: string }
      | { __typename: 'Ensemble', id: string }
      | { __typename: 'Evaluation', id: string }
      | { __typename: 'Feature', id: string }
      | { __typename: 'FeatureClassifier', id: string }
      | { __typename: 'FeatureScan', id: string }
      | { __typename: 'Generalization', id: string }
      | { __typename: 'Harvest', id: string }
      | { __typename: 'Job', id: string }
      | { __typename: 'Model', id: string }
      | { __typename: 'Probe', id: string }
      | { __typename: 'PruningSweep', id: string }
      | { __typename: 'Similarity', id: string }
      | { __typename: 'SimilarityMatrix', id: string }
    > } };

export type CancelJobMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelJobMutation = { cancelJob: { id: string, kind: JobKind, input: unknown, state: JobState, progress: number, message: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string, fix: string | null } | null, results: Array<
      | { __typename: 'Corpus', id: string }
      | { __typename: 'Dataset', id: string }
      | { __typename: 'Dictionary', id: string }
      | { __typename: 'DictionaryMetrics', id: string }
      | { __typename: 'Ensemble', id: string }
      | { __typename: 'Evaluation', id: string }
      | { __typename: 'Feature', id: string }
      | { __typename: 'FeatureClassifier', id: string }
      | { __typename: 'FeatureScan', id: string }
      | { __typename: 'Generalization', id: string }
      | { __typename: 'Harvest', id: string }
      | { __typename: 'Job', id: string }
      | { __typename: 'Model', id: string }
      | { __typename: 'Probe', id: string }
      | { __typename: 'PruningSweep', id: string }
      | { __typename: 'Similarity', id: string }
      | { __typename: 'SimilarityMatrix', id: string }
    > } };

export type JobProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type JobProgressSubscription = { jobProgress: { state: JobState, progress: number } };

export type RandomizeModelMutationVariables = Exact<{
  input: RandomizedModelInput;
}>;


export type RandomizeModelMutation = { startRandomizedModel: { id: string, kind: JobKind, input: unknown, state: JobState, progress: number, message: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string, fix: string | null } | null, results: Array<
      | { __typename: 'Corpus', id: string }
      | { __typename: 'Dataset', id: string }
      | { __typename: 'Dictionary', id: string }
      | { __typename: 'DictionaryMetrics', id: string }
      | { __typename: 'Ensemble', id: string }
      | { __typename: 'Evaluation', id: string }
      | { __typename: 'Feature', id: string }
      | { __typename: 'FeatureClassifier', id: string }
      | { __typename: 'FeatureScan', id: string }
      | { __typename: 'Generalization', id: string }
      | { __typename: 'Harvest', id: string }
      | { __typename: 'Job', id: string }
      | { __typename: 'Model', id: string }
      | { __typename: 'Probe', id: string }
      | { __typename: 'PruningSweep', id: string }
      | { __typename: 'Similarity', id: string }
      | { __typename: 'SimilarityMatrix', id: string }
    > } };

export type CreateRandomDictionaryMutationVariables = Exact<{
  input: RandomDictionaryInput;
}>;


export type CreateRandomDictionaryMutation = { createRandomDictionary: { id: string, name: string, architecture: DictionaryArchitecture, size: number, width: number, provenance: unknown, model: { name: string }, hookPoint: { name: string } } };

export type Int8DictionaryMutationVariables = Exact<{
  input: Int8DictionaryInput;
}>;


export type Int8DictionaryMutation = { startInt8Dictionary: { id: string, kind: JobKind, input: unknown, state: JobState, progress: number, message: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string, fix: string | null } | null, results: Array<
      | { __typename: 'Corpus', id: string }
      | { __typename: 'Dataset', id: string }
      | { __typename: 'Dictionary', id: string }
      | { __typename: 'DictionaryMetrics', id: string }
      | { __typename: 'Ensemble', id: string }
      | { __typename: 'Evaluation', id: string }
      | { __typename: 'Feature', id: string }
      | { __typename: 'FeatureClassifier', id: string }
      | { __typename: 'FeatureScan', id: string }
      | { __typename: 'Generalization', id: string }
      | { __typename: 'Harvest', id: string }
      | { __typename: 'Job', id: string }
      | { __typename: 'Model', id: string }
      | { __typename: 'Probe', id: string }
      | { __typename: 'PruningSweep', id: string }
      | { __typename: 'Similarity', id: string }
      | { __typename: 'SimilarityMatrix', id: string }
    > } };

export type EncodingErrorOfQueryVariables = Exact<{
  dictionary: string;
}>;


export type EncodingErrorOfQuery = { dictionary: { architecture: DictionaryArchitecture, provenance: unknown, encodingError: { of: string, ofDigest: string, corpus: string, corpusDigest: string, maxTokens: number, tokens: number, firings: number, largest: number, rootMeanSquare: number | null, activationRootMeanSquare: number | null, missedShare: number | null, addedShare: number | null, overlap: number | null } | null } | null };

export type MetricsFieldsFragment = { id: string, tokenRule: TokenRule, tokens: number, l0: number, l1: number, mse: number, rmse: number, l2Loss: number, varianceExplained: number, cosineSimilarity: number, l2Ratio: number, lossOriginal: number, lossReconstructed: number, lossZeroAblated: number, lossMeanAblated: number, fractionRecovered: number, klDivergence: number, alive: number, dictionary: { name: string }, corpus: { name: string }, options: { contextTokens: number, includeSpecialTokens: boolean, maxTokens: number | null }, variants: Array<{ definition: string, value: number }> };

export type MetricsOfDictionaryQueryVariables = Exact<{
  name: string;
  corpus?: string | null | undefined;
  tokenRule?: TokenRule;
}>;


export type MetricsOfDictionaryQuery = { dictionary: { name: string, metrics: { id: string, tokenRule: TokenRule, tokens: number, l0: number, l1: number, mse: number, rmse: number, l2Loss: number, varianceExplained: number, cosineSimilarity: number, l2Ratio: number, lossOriginal: number, lossReconstructed: number, lossZeroAblated: number, lossMeanAblated: number, fractionRecovered: number, klDivergence: number, alive: number, dictionary: { name: string }, corpus: { name: string }, options: { contextTokens: number, includeSpecialTokens: boolean, maxTokens: number | null }, variants: Array<{ definition: string, value: number }> } | null } | null };

export type MetricsNodeQueryVariables = Exact<{
  id: string | number;
}>;


export type MetricsNodeQuery = { node:
    | { __typename: 'Corpus' }
    | { __typename: 'Dataset' }
    | { __typename: 'Dictionary' }
    | { __typename: 'DictionaryMetrics', id: string, tokenRule: TokenRule, tokens: number, l0: number, l1: number, mse: number, rmse: number, l2Loss: number, varianceExplained: number, cosineSimilarity: number, l2Ratio: number, lossOriginal: number, lossReconstructed: number, lossZeroAblated: number, lossMeanAblated: number, fractionRecovered: number, klDivergence: number, alive: number, dictionary: { name: string }, corpus: { name: string }, options: { contextTokens: number, includeSpecialTokens: boolean, maxTokens: number | null }, variants: Array<{ definition: string, value: number }> }
    | { __typename: 'Ensemble' }
    | { __typename: 'Evaluation' }
    | { __typename: 'Feature' }
    | { __typename: 'FeatureClassifier' }
    | { __typename: 'FeatureScan' }
    | { __typename: 'Generalization' }
    | { __typename: 'Harvest' }
    | { __typename: 'Job' }
    | { __typename: 'Model' }
    | { __typename: 'Probe' }
    | { __typename: 'PruningSweep' }
    | { __typename: 'Similarity' }
    | { __typename: 'SimilarityMatrix' }
   | null };

export type StartMetricsMutationVariables = Exact<{
  input: MetricsInput;
}>;


export type StartMetricsMutation = { startMetrics: { id: string, kind: JobKind, input: unknown, state: JobState, progress: number, message: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string, fix: string | null } | null, results: Array<
      | { __typename: 'Corpus', id: string }
      | { __typename: 'Dataset', id: string }
      | { __typename: 'Dictionary', id: string }
      | { __typename: 'DictionaryMetrics', id: string }
      | { __typename: 'Ensemble', id: string }
      | { __typename: 'Evaluation', id: string }
      | { __typename: 'Feature', id: string }
      | { __typename: 'FeatureClassifier', id: string }
      | { __typename: 'FeatureScan', id: string }
      | { __typename: 'Generalization', id: string }
      | { __typename: 'Harvest', id: string }
      | { __typename: 'Job', id: string }
      | { __typename: 'Model', id: string }
      | { __typename: 'Probe', id: string }
      | { __typename: 'PruningSweep', id: string }
      | { __typename: 'Similarity', id: string }
      | { __typename: 'SimilarityMatrix', id: string }
    > } };

export type CreatePruningMutationVariables = Exact<{
  input: PruningInput;
}>;


export type CreatePruningMutation = { createPruning: { id: string, name: string, size: number, width: number, digest: string, architecture: DictionaryArchitecture, model: { name: string }, pruning: { maxFrequency: number | null, minFrequency: number | null, removed: number, removedFeatures: string, of: { name: string }, root: { name: string }, corpus: { name: string } | null } | null } };

export type PrunedFeaturesQueryVariables = Exact<{
  dictionary: string;
  removed: number;
  removedId: string | number;
  orderBy?: FeatureOrder | null | undefined;
}>;


export type PrunedFeaturesQuery = { removed: { index: number } | null, node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null, randomFeature: { index: number } | null, dictionary: { size: number, feature: { index: number } | null, features: { totalCount: number, nodes: Array<{ index: number, decoderVector: string, statistics: { frequency: number, maxActivation: number } | null }> } } | null };

export type StartPruningSweepMutationVariables = Exact<{
  input: PruningSweepInput;
}>;


export type StartPruningSweepMutation = { startPruningSweep: { id: string, kind: JobKind, state: JobState, input: unknown } };

export type SweepOfJobQueryVariables = Exact<{
  job: string | number;
}>;


export type SweepOfJobQuery = { job: { state: JobState, error: { code: string, message: string } | null, results: Array<
      | { __typename: 'Corpus', id: string }
      | { __typename: 'Dataset', id: string }
      | { __typename: 'Dictionary', id: string }
      | { __typename: 'DictionaryMetrics', id: string }
      | { __typename: 'Ensemble', id: string }
      | { __typename: 'Evaluation', id: string }
      | { __typename: 'Feature', id: string }
      | { __typename: 'FeatureClassifier', id: string }
      | { __typename: 'FeatureScan', id: string }
      | { __typename: 'Generalization', id: string }
      | { __typename: 'Harvest', id: string }
      | { __typename: 'Job', id: string }
      | { __typename: 'Model', id: string }
      | { __typename: 'Probe', id: string }
      | { __typename: 'PruningSweep', tokenRule: TokenRule, targetL0: number | null, valley: number | null, finishedAt: string, id: string, dictionary: { name: string }, corpus: { name: string }, points: Array<{ maxFrequency: number, removed: number, metrics: { id: string, tokenRule: TokenRule, tokens: number, l0: number, mse: number, lossReconstructed: number, fractionRecovered: number, alive: number, dictionary: { name: string }, options: { maxTokens: number | null } }, random: Array<{ definition: string, value: number }> }>, chosen: { maxFrequency: number, removed: number, metrics: { id: string, tokenRule: TokenRule, tokens: number, l0: number, mse: number, lossReconstructed: number, fractionRecovered: number, alive: number, dictionary: { name: string }, options: { maxTokens: number | null } }, random: Array<{ definition: string, value: number }> } | null }
      | { __typename: 'Similarity', id: string }
      | { __typename: 'SimilarityMatrix', id: string }
    > } | null };

export type SweepPointFragment = { maxFrequency: number, removed: number, metrics: { id: string, tokenRule: TokenRule, tokens: number, l0: number, mse: number, lossReconstructed: number, fractionRecovered: number, alive: number, dictionary: { name: string }, options: { maxTokens: number | null } }, random: Array<{ definition: string, value: number }> };

export type SimilarityOfQueryVariables = Exact<{
  truth: string;
  query: string;
  vectors?: DictionaryVectors;
  alive?: AliveRule | null | undefined;
}>;


export type SimilarityOfQuery = { similarity: { id: string, vectors: DictionaryVectors, aliveMinFrequency: number | null, sameContent: boolean, meanMaxCosine: number, reverse: number, randomBaseline: number, randomDeviation: number, reverseBaseline: number, reverseDeviation: number, truthCount: number, queryCount: number, truthZeroVectors: number, queryZeroVectors: number, provider: string | null, fractionAbove: number, encoderDecoderAgreement: number | null, packedMax: string, packedArgmax: string, truth: { name: string }, query: { name: string }, aliveCorpus: { name: string } | null, covarianceBaseline: { randomBaseline: number, randomDeviation: number, reverseBaseline: number, reverseDeviation: number } | null, histogram: { edges: Array<number>, counts: Array<number> }, matched: { meanCosine: number, count: number, fractionAbove: number, exact: boolean } } | null };

export type SimilarityNodeQueryVariables = Exact<{
  id: string | number;
}>;


export type SimilarityNodeQuery = { node:
    | { __typename: 'Corpus' }
    | { __typename: 'Dataset' }
    | { __typename: 'Dictionary' }
    | { __typename: 'DictionaryMetrics' }
    | { __typename: 'Ensemble' }
    | { __typename: 'Evaluation' }
    | { __typename: 'Feature' }
    | { __typename: 'FeatureClassifier' }
    | { __typename: 'FeatureScan' }
    | { __typename: 'Generalization' }
    | { __typename: 'Harvest' }
    | { __typename: 'Job' }
    | { __typename: 'Model' }
    | { __typename: 'Probe' }
    | { __typename: 'PruningSweep' }
    | { __typename: 'Similarity', id: string, vectors: DictionaryVectors, aliveMinFrequency: number | null, sameContent: boolean, meanMaxCosine: number, reverse: number, randomBaseline: number, randomDeviation: number, reverseBaseline: number, reverseDeviation: number, truthCount: number, queryCount: number, truthZeroVectors: number, queryZeroVectors: number, provider: string | null, fractionAbove: number, encoderDecoderAgreement: number | null, packedMax: string, packedArgmax: string, truth: { name: string }, query: { name: string }, aliveCorpus: { name: string } | null, covarianceBaseline: { randomBaseline: number, randomDeviation: number, reverseBaseline: number, reverseDeviation: number } | null, histogram: { edges: Array<number>, counts: Array<number> }, matched: { meanCosine: number, count: number, fractionAbove: number, exact: boolean } }
    | { __typename: 'SimilarityMatrix' }
   | null };

export type SimilarityNumbersFragment = { id: string, vectors: DictionaryVectors, aliveMinFrequency: number | null, sameContent: boolean, meanMaxCosine: number, reverse: number, randomBaseline: number, randomDeviation: number, reverseBaseline: number, reverseDeviation: number, truthCount: number, queryCount: number, truthZeroVectors: number, queryZeroVectors: number, provider: string | null, fractionAbove: number, encoderDecoderAgreement: number | null, packedMax: string, packedArgmax: string, truth: { name: string }, query: { name: string }, aliveCorpus: { name: string } | null, covarianceBaseline: { randomBaseline: number, randomDeviation: number, reverseBaseline: number, reverseDeviation: number } | null, histogram: { edges: Array<number>, counts: Array<number> }, matched: { meanCosine: number, count: number, fractionAbove: number, exact: boolean } };

export type SimilarityMatchesQueryVariables = Exact<{
  truth: string;
  query: string;
  orderBy?: MatchOrder;
  first: number;
  after?: string | null | undefined;
}>;


export type SimilarityMatchesQuery = { similarity: { matches: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null }, nodes: Array<{ cosine: number, truth: { index: number, dictionary: { name: string } }, query: { index: number, dictionary: { name: string } } }> } } | null };

export type StartSimilarityMutationVariables = Exact<{
  input: SimilarityInput;
}>;


export type StartSimilarityMutation = { startSimilarity: { id: string, kind: JobKind, state: JobState, progress: number, input: unknown, results: Array<
      | { __typename: 'Corpus', id: string }
      | { __typename: 'Dataset', id: string }
      | { __typename: 'Dictionary', id: string }
      | { __typename: 'DictionaryMetrics', id: string }
      | { __typename: 'Ensemble', id: string }
      | { __typename: 'Evaluation', id: string }
      | { __typename: 'Feature', id: string }
      | { __typename: 'FeatureClassifier', id: string }
      | { __typename: 'FeatureScan', id: string }
      | { __typename: 'Generalization', id: string }
      | { __typename: 'Harvest', id: string }
      | { __typename: 'Job', id: string }
      | { __typename: 'Model', id: string }
      | { __typename: 'Probe', id: string }
      | { __typename: 'PruningSweep', id: string }
      | { __typename: 'Similarity', id: string }
      | { __typename: 'SimilarityMatrix', id: string }
    > } };

export type StartSimilarityMatrixMutationVariables = Exact<{
  input: SimilarityMatrixInput;
}>;


export type StartSimilarityMatrixMutation = { startSimilarityMatrix: { id: string, kind: JobKind, state: JobState, progress: number, input: unknown, results: Array<
      | { __typename: 'Corpus', id: string }
      | { __typename: 'Dataset', id: string }
      | { __typename: 'Dictionary', id: string }
      | { __typename: 'DictionaryMetrics', id: string }
      | { __typename: 'Ensemble', id: string }
      | { __typename: 'Evaluation', id: string }
      | { __typename: 'Feature', id: string }
      | { __typename: 'FeatureClassifier', id: string }
      | { __typename: 'FeatureScan', id: string }
      | { __typename: 'Generalization', id: string }
      | { __typename: 'Harvest', id: string }
      | { __typename: 'Job', id: string }
      | { __typename: 'Model', id: string }
      | { __typename: 'Probe', id: string }
      | { __typename: 'PruningSweep', id: string }
      | { __typename: 'Similarity', id: string }
      | { __typename: 'SimilarityMatrix', id: string }
    > } };

export type StartedComparisonFragment = { id: string, kind: JobKind, state: JobState, progress: number, input: unknown, results: Array<
    | { __typename: 'Corpus', id: string }
    | { __typename: 'Dataset', id: string }
    | { __typename: 'Dictionary', id: string }
    | { __typename: 'DictionaryMetrics', id: string }
    | { __typename: 'Ensemble', id: string }
    | { __typename: 'Evaluation', id: string }
    | { __typename: 'Feature', id: string }
    | { __typename: 'FeatureClassifier', id: string }
    | { __typename: 'FeatureScan', id: string }
    | { __typename: 'Generalization', id: string }
    | { __typename: 'Harvest', id: string }
    | { __typename: 'Job', id: string }
    | { __typename: 'Model', id: string }
    | { __typename: 'Probe', id: string }
    | { __typename: 'PruningSweep', id: string }
    | { __typename: 'Similarity', id: string }
    | { __typename: 'SimilarityMatrix', id: string }
  > };

export type SimilarityMatrixOfQueryVariables = Exact<{
  dictionaries: Array<string> | string;
  vectors?: DictionaryVectors;
}>;


export type SimilarityMatrixOfQuery = { similarityMatrix: { id: string, values: Array<Array<number>>, randomBaseline: Array<Array<number>>, counts: Array<number>, dictionaries: Array<{ name: string }> } | null };

export type NearestOfQueryVariables = Exact<{
  dictionary: string;
  indices?: Array<number> | number | null | undefined;
  among?: string | null | undefined;
  vectors?: DictionaryVectors;
  first?: number;
}>;


export type NearestOfQuery = { features: { nodes: Array<{ index: number, nearest: Array<{ cosine: number, feature: { index: number, dictionary: { name: string } } }> | null }> } };

export const WholeDatasetFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WholeDataset"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Dataset"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"positiveLabel"}},{"kind":"Field","name":{"kind":"Name","value":"classes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"cramersV"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"digest"}}]}}]} as unknown as DocumentNode<WholeDatasetFragment, unknown>;
export const WholeEvaluationFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WholeEvaluation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Evaluation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"classifier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dataset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"n"}}]}},{"kind":"Field","name":{"kind":"Name","value":"worstGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"calibration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expectedError"}},{"kind":"Field","name":{"kind":"Name","value":"brier"}},{"kind":"Field","name":{"kind":"Name","value":"bins"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"baselines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"worstGroup"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"testSetLooks"}}]}}]} as unknown as DocumentNode<WholeEvaluationFragment, unknown>;
export const ContextFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContextFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Context"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"document"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"peak"}},{"kind":"Field","name":{"kind":"Name","value":"maxActivation"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"tokenIds"}},{"kind":"Field","name":{"kind":"Name","value":"activations"}},{"kind":"Field","name":{"kind":"Name","value":"packedTokenIds"}},{"kind":"Field","name":{"kind":"Name","value":"packedActivations"}}]}}]} as unknown as DocumentNode<ContextFieldsFragment, unknown>;
export const JobFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"fix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<JobFieldsFragment, unknown>;
export const MetricsFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MetricsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DictionaryMetrics"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokenRule"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contextTokens"}},{"kind":"Field","name":{"kind":"Name","value":"includeSpecialTokens"}},{"kind":"Field","name":{"kind":"Name","value":"maxTokens"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"l0"}},{"kind":"Field","name":{"kind":"Name","value":"l1"}},{"kind":"Field","name":{"kind":"Name","value":"mse"}},{"kind":"Field","name":{"kind":"Name","value":"rmse"}},{"kind":"Field","name":{"kind":"Name","value":"l2Loss"}},{"kind":"Field","name":{"kind":"Name","value":"varianceExplained"}},{"kind":"Field","name":{"kind":"Name","value":"cosineSimilarity"}},{"kind":"Field","name":{"kind":"Name","value":"l2Ratio"}},{"kind":"Field","name":{"kind":"Name","value":"lossOriginal"}},{"kind":"Field","name":{"kind":"Name","value":"lossReconstructed"}},{"kind":"Field","name":{"kind":"Name","value":"lossZeroAblated"}},{"kind":"Field","name":{"kind":"Name","value":"lossMeanAblated"}},{"kind":"Field","name":{"kind":"Name","value":"fractionRecovered"}},{"kind":"Field","name":{"kind":"Name","value":"klDivergence"}},{"kind":"Field","name":{"kind":"Name","value":"alive"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"definition"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<MetricsFieldsFragment, unknown>;
export const SweepPointFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SweepPoint"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PruningPoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxFrequency"}},{"kind":"Field","name":{"kind":"Name","value":"removed"}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokenRule"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"l0"}},{"kind":"Field","name":{"kind":"Name","value":"mse"}},{"kind":"Field","name":{"kind":"Name","value":"lossReconstructed"}},{"kind":"Field","name":{"kind":"Name","value":"fractionRecovered"}},{"kind":"Field","name":{"kind":"Name","value":"alive"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxTokens"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"random"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"definition"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<SweepPointFragment, unknown>;
export const SimilarityNumbersFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SimilarityNumbers"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Similarity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"truth"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"query"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vectors"}},{"kind":"Field","name":{"kind":"Name","value":"aliveCorpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"aliveMinFrequency"}},{"kind":"Field","name":{"kind":"Name","value":"sameContent"}},{"kind":"Field","name":{"kind":"Name","value":"meanMaxCosine"}},{"kind":"Field","name":{"kind":"Name","value":"reverse"}},{"kind":"Field","name":{"kind":"Name","value":"randomBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"randomDeviation"}},{"kind":"Field","name":{"kind":"Name","value":"reverseBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"reverseDeviation"}},{"kind":"Field","name":{"kind":"Name","value":"covarianceBaseline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"randomBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"randomDeviation"}},{"kind":"Field","name":{"kind":"Name","value":"reverseBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"reverseDeviation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"truthCount"}},{"kind":"Field","name":{"kind":"Name","value":"queryCount"}},{"kind":"Field","name":{"kind":"Name","value":"truthZeroVectors"}},{"kind":"Field","name":{"kind":"Name","value":"queryZeroVectors"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"fractionAbove"}},{"kind":"Field","name":{"kind":"Name","value":"encoderDecoderAgreement"}},{"kind":"Field","name":{"kind":"Name","value":"histogram"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bins"},"value":{"kind":"IntValue","value":"4"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matched"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"meanCosine"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"fractionAbove"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"packedMax"}},{"kind":"Field","name":{"kind":"Name","value":"packedArgmax"}}]}}]} as unknown as DocumentNode<SimilarityNumbersFragment, unknown>;
export const StartedComparisonFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StartedComparison"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<StartedComparisonFragment, unknown>;
export const ServerInfoDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ServerInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"server"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"storeVersion"}},{"kind":"Field","name":{"kind":"Name","value":"executionProviders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"inUse"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"limits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxQueryCost"}},{"kind":"Field","name":{"kind":"Name","value":"maxPrompts"}},{"kind":"Field","name":{"kind":"Name","value":"maxPromptTokens"}},{"kind":"Field","name":{"kind":"Name","value":"maxBodyBytes"}},{"kind":"Field","name":{"kind":"Name","value":"maxPageSize"}},{"kind":"Field","name":{"kind":"Name","value":"maxEngineCost"}},{"kind":"Field","name":{"kind":"Name","value":"maxWaiting"}},{"kind":"Field","name":{"kind":"Name","value":"deadlineMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"loaded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}}]}}]}}]}}]} as unknown as DocumentNode<ServerInfoQuery, ServerInfoQueryVariables>;
export const ModelsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Models"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"architecture"}},{"kind":"Field","name":{"kind":"Name","value":"layers"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"vocabularySize"}},{"kind":"Field","name":{"kind":"Name","value":"contextLength"}},{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"hookPoints"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"layer"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"tensor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"control"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"of"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"seed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dictionaries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<ModelsQuery, ModelsQueryVariables>;
export const ModelByNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ModelByName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ModelByNameQuery, ModelByNameQueryVariables>;
export const CorporaDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Corpora"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"model"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"corpora"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"documents"}},{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"model"},"value":{"kind":"Variable","name":{"kind":"Name","value":"model"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<CorporaQuery, CorporaQueryVariables>;
export const CorpusByNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CorpusByName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"corpus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"documents"}}]}}]}}]} as unknown as DocumentNode<CorpusByNameQuery, CorpusByNameQueryVariables>;
export const DictionariesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Dictionaries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"model"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"hookPoint"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dictionaries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"model"},"value":{"kind":"Variable","name":{"kind":"Name","value":"model"}}},{"kind":"Argument","name":{"kind":"Name","value":"hookPoint"},"value":{"kind":"Variable","name":{"kind":"Name","value":"hookPoint"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<DictionariesQuery, DictionariesQueryVariables>;
export const DictionaryByNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DictionaryByName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"model"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hookPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"layer"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outputHookPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"architecture"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"provenance"}},{"kind":"Field","name":{"kind":"Name","value":"pruning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"of"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxFrequency"}},{"kind":"Field","name":{"kind":"Name","value":"minFrequency"}},{"kind":"Field","name":{"kind":"Name","value":"removed"}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"derived"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"harvest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contextsPerFeature"}},{"kind":"Field","name":{"kind":"Name","value":"windowTokens"}},{"kind":"Field","name":{"kind":"Name","value":"contextTokens"}},{"kind":"Field","name":{"kind":"Name","value":"includeSpecialTokens"}},{"kind":"Field","name":{"kind":"Name","value":"maxTokens"}}]}},{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dead"}},{"kind":"Field","name":{"kind":"Name","value":"over10Percent"}},{"kind":"Field","name":{"kind":"Name","value":"frequencyHistogram"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bins"},"value":{"kind":"IntValue","value":"4"}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"IntValue","value":"-2"}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"IntValue","value":"0"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}}]}}]}}]}}]}}]} as unknown as DocumentNode<DictionaryByNameQuery, DictionaryByNameQueryVariables>;
export const NodeByIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NodeById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Feature"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}}]} as unknown as DocumentNode<NodeByIdQuery, NodeByIdQueryVariables>;
export const RemoveDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Remove"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"remove"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}]}}]} as unknown as DocumentNode<RemoveMutation, RemoveMutationVariables>;
export const TokenizeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Tokenize"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"model"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"addSpecialTokens"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":true}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokenize"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"model"},"value":{"kind":"Variable","name":{"kind":"Name","value":"model"}}},{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}},{"kind":"Argument","name":{"kind":"Name","value":"addSpecialTokens"},"value":{"kind":"Variable","name":{"kind":"Name","value":"addSpecialTokens"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"special"}}]}}]}}]} as unknown as DocumentNode<TokenizeQuery, TokenizeQueryVariables>;
export const ClassifiersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Classifiers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dataset"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"classifiers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dataset"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dataset"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provenance"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"model"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"trainedOn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"evaluation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dataset"},"value":{"kind":"StringValue","value":"easy","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Probe"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hookPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pooling"}},{"kind":"Field","name":{"kind":"Name","value":"weights"}},{"kind":"Field","name":{"kind":"Name","value":"bias"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"c"}},{"kind":"Field","name":{"kind":"Name","value":"converged"}},{"kind":"Field","name":{"kind":"Name","value":"iterations"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ClassifiersQuery, ClassifiersQueryVariables>;
export const StartProbeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartProbe"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProbeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startProbe"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]} as unknown as DocumentNode<StartProbeMutation, StartProbeMutationVariables>;
export const ClassifierNodeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClassifierNode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"classifier"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<ClassifierNodeQuery, ClassifierNodeQueryVariables>;
export const ImportDatasetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportDataset"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DatasetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importDataset"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WholeDataset"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WholeDataset"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Dataset"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"positiveLabel"}},{"kind":"Field","name":{"kind":"Name","value":"classes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"cramersV"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"digest"}}]}}]} as unknown as DocumentNode<ImportDatasetMutation, ImportDatasetMutationVariables>;
export const DatasetByNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DatasetByName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataset"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WholeDataset"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WholeDataset"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Dataset"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"positiveLabel"}},{"kind":"Field","name":{"kind":"Name","value":"classes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"cramersV"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"digest"}}]}}]} as unknown as DocumentNode<DatasetByNameQuery, DatasetByNameQueryVariables>;
export const DatasetsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Datasets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"datasets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<DatasetsQuery, DatasetsQueryVariables>;
export const DatasetNodeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DatasetNode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Dataset"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<DatasetNodeQuery, DatasetNodeQueryVariables>;
export const RemoveDatasetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveDataset"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"remove"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}]}}]} as unknown as DocumentNode<RemoveDatasetMutation, RemoveDatasetMutationVariables>;
export const DemoPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DemoPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"FeatureFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"harvest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"dead"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"windowTokens"}},{"kind":"Field","name":{"kind":"Name","value":"contextsPerFeature"}}]}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"model"},"value":{"kind":"StringValue","value":"demo","block":false}}]}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"features"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"FREQUENCY_DESC"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"statistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"frequency"}},{"kind":"Field","name":{"kind":"Name","value":"firings"}},{"kind":"Field","name":{"kind":"Name","value":"maxActivation"}},{"kind":"Field","name":{"kind":"Name","value":"meanActivation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activationHistogram"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"topTokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"firings"}},{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"topContexts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContextFields"}},{"kind":"Field","name":{"kind":"Name","value":"before"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"tokens"},"value":{"kind":"IntValue","value":"4"}}]},{"kind":"Field","name":{"kind":"Name","value":"after"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"tokens"},"value":{"kind":"IntValue","value":"0"}}]}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sampledContexts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"quantiles"},"value":{"kind":"IntValue","value":"2"}},{"kind":"Argument","name":{"kind":"Name","value":"perQuantile"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"contexts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxActivation"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"silentContexts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxActivation"}},{"kind":"Field","name":{"kind":"Name","value":"activations"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContextFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Context"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"document"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"peak"}},{"kind":"Field","name":{"kind":"Name","value":"maxActivation"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"tokenIds"}},{"kind":"Field","name":{"kind":"Name","value":"activations"}},{"kind":"Field","name":{"kind":"Name","value":"packedTokenIds"}},{"kind":"Field","name":{"kind":"Name","value":"packedActivations"}}]}}]} as unknown as DocumentNode<DemoPageQuery, DemoPageQueryVariables>;
export const StartEvaluationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartEvaluation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EvaluationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startEvaluation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]} as unknown as DocumentNode<StartEvaluationMutation, StartEvaluationMutationVariables>;
export const StartFeatureClassifierDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartFeatureClassifier"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FeatureClassifierInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startFeatureClassifier"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]} as unknown as DocumentNode<StartFeatureClassifierMutation, StartFeatureClassifierMutationVariables>;
export const ClassifierEvaluationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClassifierEvaluation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"classifier"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dataset"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"classifier"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"classifier"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"trainedOn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"evaluation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dataset"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dataset"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WholeEvaluation"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FeatureClassifier"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"feature"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}}]}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WholeEvaluation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Evaluation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"classifier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dataset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"n"}}]}},{"kind":"Field","name":{"kind":"Name","value":"worstGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"calibration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expectedError"}},{"kind":"Field","name":{"kind":"Name","value":"brier"}},{"kind":"Field","name":{"kind":"Name","value":"bins"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"baselines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"worstGroup"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"testSetLooks"}}]}}]} as unknown as DocumentNode<ClassifierEvaluationQuery, ClassifierEvaluationQueryVariables>;
export const EvaluationNodeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EvaluationNode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WholeEvaluation"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WholeEvaluation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Evaluation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"classifier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dataset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"n"}}]}},{"kind":"Field","name":{"kind":"Name","value":"worstGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"calibration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expectedError"}},{"kind":"Field","name":{"kind":"Name","value":"brier"}},{"kind":"Field","name":{"kind":"Name","value":"bins"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"baselines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"worstGroup"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"testSetLooks"}}]}}]} as unknown as DocumentNode<EvaluationNodeQuery, EvaluationNodeQueryVariables>;
export const ClassifyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Classify"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"classifier"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"prompts"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PromptInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"classify"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"classifier"},"value":{"kind":"Variable","name":{"kind":"Name","value":"classifier"}}},{"kind":"Argument","name":{"kind":"Name","value":"prompts"},"value":{"kind":"Variable","name":{"kind":"Name","value":"prompts"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"probability"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"abstained"}},{"kind":"Field","name":{"kind":"Name","value":"classifierDigest"}},{"kind":"Field","name":{"kind":"Name","value":"votes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"feature"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activation"}},{"kind":"Field","name":{"kind":"Name","value":"vote"}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contribution"}}]}}]}}]}}]} as unknown as DocumentNode<ClassifyQuery, ClassifyQueryVariables>;
export const StartGeneralizationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartGeneralization"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GeneralizationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startGeneralization"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<StartGeneralizationMutation, StartGeneralizationMutationVariables>;
export const GeneralizationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Generalization"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generalization"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"datasets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"trainedOn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"testedOn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}},{"kind":"Field","name":{"kind":"Name","value":"n"}}]}},{"kind":"Field","name":{"kind":"Name","value":"auroc"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]} as unknown as DocumentNode<GeneralizationQuery, GeneralizationQueryVariables>;
export const StartFeatureScanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartFeatureScan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FeatureScanInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startFeatureScan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]} as unknown as DocumentNode<StartFeatureScanMutation, StartFeatureScanMutationVariables>;
export const FeatureScanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FeatureScan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"featureScan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nullAuroc"}},{"kind":"Field","name":{"kind":"Name","value":"dataset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dictionaries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hits"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"feature"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sign"}},{"kind":"Field","name":{"kind":"Name","value":"auroc"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"n"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accuracy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"pValue"}},{"kind":"Field","name":{"kind":"Name","value":"falseDiscoveryRate"}},{"kind":"Field","name":{"kind":"Name","value":"cluster"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<FeatureScanQuery, FeatureScanQueryVariables>;
export const CreateIdentityDictionaryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateIdentityDictionary"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"IdentityDictionaryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createIdentityDictionary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"architecture"}},{"kind":"Field","name":{"kind":"Name","value":"hookPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<CreateIdentityDictionaryMutation, CreateIdentityDictionaryMutationVariables>;
export const StartEnsembleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartEnsemble"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EnsembleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startEnsemble"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<StartEnsembleMutation, StartEnsembleMutationVariables>;
export const EnsembleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Ensemble"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Ensemble"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"atLeast"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveVoters"}},{"kind":"Field","name":{"kind":"Name","value":"scan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"model"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"trainedOn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"curve"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"atLeast"}},{"kind":"Field","name":{"kind":"Name","value":"truePositiveRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"n"}}]}},{"kind":"Field","name":{"kind":"Name","value":"falsePositiveRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"n"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guaranteed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"evaluation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dataset"},"value":{"kind":"StringValue","value":"work","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EnsembleQuery, EnsembleQueryVariables>;
export const FeatureByIndexDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FeatureByIndex"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"index"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"feature"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dictionary"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}},{"kind":"Argument","name":{"kind":"Name","value":"index"},"value":{"kind":"Variable","name":{"kind":"Name","value":"index"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statistics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"corpus"},"value":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"frequency"}},{"kind":"Field","name":{"kind":"Name","value":"firings"}},{"kind":"Field","name":{"kind":"Name","value":"maxActivation"}},{"kind":"Field","name":{"kind":"Name","value":"meanActivation"}},{"kind":"Field","name":{"kind":"Name","value":"topTokenShare"}},{"kind":"Field","name":{"kind":"Name","value":"tokensFor90Percent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activationHistogram"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"corpus"},"value":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"topTokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"corpus"},"value":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"special"}}]}},{"kind":"Field","name":{"kind":"Name","value":"firings"}},{"kind":"Field","name":{"kind":"Name","value":"shareOfFirings"}},{"kind":"Field","name":{"kind":"Name","value":"meanActivation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sampledContexts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"corpus"},"value":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}}},{"kind":"Argument","name":{"kind":"Name","value":"quantiles"},"value":{"kind":"IntValue","value":"2"}},{"kind":"Argument","name":{"kind":"Name","value":"perQuantile"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"contexts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContextFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"silentContexts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"corpus"},"value":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}},{"kind":"Argument","name":{"kind":"Name","value":"seed"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"document"}},{"kind":"Field","name":{"kind":"Name","value":"activations"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decoderVector"}},{"kind":"Field","name":{"kind":"Name","value":"encoderVector"}},{"kind":"Field","name":{"kind":"Name","value":"encoderBias"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"annotations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContextFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Context"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"document"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"peak"}},{"kind":"Field","name":{"kind":"Name","value":"maxActivation"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"tokenIds"}},{"kind":"Field","name":{"kind":"Name","value":"activations"}},{"kind":"Field","name":{"kind":"Name","value":"packedTokenIds"}},{"kind":"Field","name":{"kind":"Name","value":"packedActivations"}}]}}]} as unknown as DocumentNode<FeatureByIndexQuery, FeatureByIndexQueryVariables>;
export const TopContextsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TopContexts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"index"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ContextFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"10"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"feature"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dictionary"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}},{"kind":"Argument","name":{"kind":"Name","value":"index"},"value":{"kind":"Variable","name":{"kind":"Name","value":"index"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topContexts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContextFields"}},{"kind":"Field","name":{"kind":"Name","value":"before"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"tokens"},"value":{"kind":"IntValue","value":"2"}}]},{"kind":"Field","name":{"kind":"Name","value":"after"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"tokens"},"value":{"kind":"IntValue","value":"2"}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContextFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Context"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"document"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"peak"}},{"kind":"Field","name":{"kind":"Name","value":"maxActivation"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"tokenIds"}},{"kind":"Field","name":{"kind":"Name","value":"activations"}},{"kind":"Field","name":{"kind":"Name","value":"packedTokenIds"}},{"kind":"Field","name":{"kind":"Name","value":"packedActivations"}}]}}]} as unknown as DocumentNode<TopContextsQuery, TopContextsQueryVariables>;
export const FeaturePageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FeaturePage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"FeatureFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"FeatureOrder"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"features"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dictionary"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}},{"kind":"Argument","name":{"kind":"Name","value":"corpus"},"value":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"statistics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"corpus"},"value":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"frequency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<FeaturePageQuery, FeaturePageQueryVariables>;
export const FeaturesWithContextsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FeaturesWithContexts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contexts"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"features"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dictionary"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"statistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"frequency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"annotations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decoderVector"}},{"kind":"Field","name":{"kind":"Name","value":"topContexts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contexts"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<FeaturesWithContextsQuery, FeaturesWithContextsQueryVariables>;
export const RandomFeatureDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RandomFeature"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"seed"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"randomFeature"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dictionary"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}},{"kind":"Argument","name":{"kind":"Name","value":"seed"},"value":{"kind":"Variable","name":{"kind":"Name","value":"seed"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}}]}}]}}]} as unknown as DocumentNode<RandomFeatureQuery, RandomFeatureQueryVariables>;
export const AnnotateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Annotate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"index"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"annotate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"feature"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"dictionary"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"index"},"value":{"kind":"Variable","name":{"kind":"Name","value":"index"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"annotations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"author"}}]}}]}}]}}]} as unknown as DocumentNode<AnnotateMutation, AnnotateMutationVariables>;
export const JobByIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"JobById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"fix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<JobByIdQuery, JobByIdQueryVariables>;
export const JobsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Jobs"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"JobState"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"fix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<JobsQuery, JobsQueryVariables>;
export const StartHarvestDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartHarvest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HarvestInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startHarvest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"fix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<StartHarvestMutation, StartHarvestMutationVariables>;
export const CancelJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"fix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<CancelJobMutation, CancelJobMutationVariables>;
export const JobProgressDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"JobProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}}]}}]}}]} as unknown as DocumentNode<JobProgressSubscription, JobProgressSubscriptionVariables>;
export const RandomizeModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RandomizeModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RandomizedModelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startRandomizedModel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"fix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<RandomizeModelMutation, RandomizeModelMutationVariables>;
export const CreateRandomDictionaryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateRandomDictionary"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RandomDictionaryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createRandomDictionary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"architecture"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"provenance"}},{"kind":"Field","name":{"kind":"Name","value":"model"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hookPoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<CreateRandomDictionaryMutation, CreateRandomDictionaryMutationVariables>;
export const Int8DictionaryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Int8Dictionary"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int8DictionaryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startInt8Dictionary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"fix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<Int8DictionaryMutation, Int8DictionaryMutationVariables>;
export const EncodingErrorOfDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EncodingErrorOf"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"architecture"}},{"kind":"Field","name":{"kind":"Name","value":"provenance"}},{"kind":"Field","name":{"kind":"Name","value":"encodingError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"of"}},{"kind":"Field","name":{"kind":"Name","value":"ofDigest"}},{"kind":"Field","name":{"kind":"Name","value":"corpus"}},{"kind":"Field","name":{"kind":"Name","value":"corpusDigest"}},{"kind":"Field","name":{"kind":"Name","value":"maxTokens"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"firings"}},{"kind":"Field","name":{"kind":"Name","value":"largest"}},{"kind":"Field","name":{"kind":"Name","value":"rootMeanSquare"}},{"kind":"Field","name":{"kind":"Name","value":"activationRootMeanSquare"}},{"kind":"Field","name":{"kind":"Name","value":"missedShare"}},{"kind":"Field","name":{"kind":"Name","value":"addedShare"}},{"kind":"Field","name":{"kind":"Name","value":"overlap"}}]}}]}}]}}]} as unknown as DocumentNode<EncodingErrorOfQuery, EncodingErrorOfQueryVariables>;
export const MetricsOfDictionaryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MetricsOfDictionary"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"tokenRule"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TokenRule"}}},"defaultValue":{"kind":"EnumValue","value":"SAEQL"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"corpus"},"value":{"kind":"Variable","name":{"kind":"Name","value":"corpus"}}},{"kind":"Argument","name":{"kind":"Name","value":"tokenRule"},"value":{"kind":"Variable","name":{"kind":"Name","value":"tokenRule"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MetricsFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MetricsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DictionaryMetrics"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokenRule"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contextTokens"}},{"kind":"Field","name":{"kind":"Name","value":"includeSpecialTokens"}},{"kind":"Field","name":{"kind":"Name","value":"maxTokens"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"l0"}},{"kind":"Field","name":{"kind":"Name","value":"l1"}},{"kind":"Field","name":{"kind":"Name","value":"mse"}},{"kind":"Field","name":{"kind":"Name","value":"rmse"}},{"kind":"Field","name":{"kind":"Name","value":"l2Loss"}},{"kind":"Field","name":{"kind":"Name","value":"varianceExplained"}},{"kind":"Field","name":{"kind":"Name","value":"cosineSimilarity"}},{"kind":"Field","name":{"kind":"Name","value":"l2Ratio"}},{"kind":"Field","name":{"kind":"Name","value":"lossOriginal"}},{"kind":"Field","name":{"kind":"Name","value":"lossReconstructed"}},{"kind":"Field","name":{"kind":"Name","value":"lossZeroAblated"}},{"kind":"Field","name":{"kind":"Name","value":"lossMeanAblated"}},{"kind":"Field","name":{"kind":"Name","value":"fractionRecovered"}},{"kind":"Field","name":{"kind":"Name","value":"klDivergence"}},{"kind":"Field","name":{"kind":"Name","value":"alive"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"definition"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<MetricsOfDictionaryQuery, MetricsOfDictionaryQueryVariables>;
export const MetricsNodeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MetricsNode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"MetricsFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MetricsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DictionaryMetrics"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokenRule"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contextTokens"}},{"kind":"Field","name":{"kind":"Name","value":"includeSpecialTokens"}},{"kind":"Field","name":{"kind":"Name","value":"maxTokens"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"l0"}},{"kind":"Field","name":{"kind":"Name","value":"l1"}},{"kind":"Field","name":{"kind":"Name","value":"mse"}},{"kind":"Field","name":{"kind":"Name","value":"rmse"}},{"kind":"Field","name":{"kind":"Name","value":"l2Loss"}},{"kind":"Field","name":{"kind":"Name","value":"varianceExplained"}},{"kind":"Field","name":{"kind":"Name","value":"cosineSimilarity"}},{"kind":"Field","name":{"kind":"Name","value":"l2Ratio"}},{"kind":"Field","name":{"kind":"Name","value":"lossOriginal"}},{"kind":"Field","name":{"kind":"Name","value":"lossReconstructed"}},{"kind":"Field","name":{"kind":"Name","value":"lossZeroAblated"}},{"kind":"Field","name":{"kind":"Name","value":"lossMeanAblated"}},{"kind":"Field","name":{"kind":"Name","value":"fractionRecovered"}},{"kind":"Field","name":{"kind":"Name","value":"klDivergence"}},{"kind":"Field","name":{"kind":"Name","value":"alive"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"definition"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<MetricsNodeQuery, MetricsNodeQueryVariables>;
export const StartMetricsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartMetrics"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MetricsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startMetrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"fix"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<StartMetricsMutation, StartMetricsMutationVariables>;
export const CreatePruningDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreatePruning"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PruningInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createPruning"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"architecture"}},{"kind":"Field","name":{"kind":"Name","value":"model"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pruning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"of"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"root"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxFrequency"}},{"kind":"Field","name":{"kind":"Name","value":"minFrequency"}},{"kind":"Field","name":{"kind":"Name","value":"removed"}},{"kind":"Field","name":{"kind":"Name","value":"removedFeatures"}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CreatePruningMutation, CreatePruningMutationVariables>;
export const PrunedFeaturesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PrunedFeatures"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"removed"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"removedId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"FeatureOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"removed"},"name":{"kind":"Name","value":"feature"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dictionary"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}},{"kind":"Argument","name":{"kind":"Name","value":"index"},"value":{"kind":"Variable","name":{"kind":"Name","value":"removed"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}}]}},{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"removedId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"randomFeature"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dictionary"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}},{"kind":"Argument","name":{"kind":"Name","value":"seed"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"feature"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"index"},"value":{"kind":"Variable","name":{"kind":"Name","value":"removed"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}}]}},{"kind":"Field","name":{"kind":"Name","value":"features"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"decoderVector"}},{"kind":"Field","name":{"kind":"Name","value":"statistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"frequency"}},{"kind":"Field","name":{"kind":"Name","value":"maxActivation"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PrunedFeaturesQuery, PrunedFeaturesQueryVariables>;
export const StartPruningSweepDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartPruningSweep"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PruningSweepInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startPruningSweep"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"input"}}]}}]}}]} as unknown as DocumentNode<StartPruningSweepMutation, StartPruningSweepMutationVariables>;
export const SweepOfJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SweepOfJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"job"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"job"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PruningSweep"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"corpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokenRule"}},{"kind":"Field","name":{"kind":"Name","value":"targetL0"}},{"kind":"Field","name":{"kind":"Name","value":"valley"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"points"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SweepPoint"}}]}},{"kind":"Field","name":{"kind":"Name","value":"chosen"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SweepPoint"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SweepPoint"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PruningPoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxFrequency"}},{"kind":"Field","name":{"kind":"Name","value":"removed"}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokenRule"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"l0"}},{"kind":"Field","name":{"kind":"Name","value":"mse"}},{"kind":"Field","name":{"kind":"Name","value":"lossReconstructed"}},{"kind":"Field","name":{"kind":"Name","value":"fractionRecovered"}},{"kind":"Field","name":{"kind":"Name","value":"alive"}},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maxTokens"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"random"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"definition"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<SweepOfJobQuery, SweepOfJobQueryVariables>;
export const SimilarityOfDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SimilarityOf"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"truth"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"query"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"vectors"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DictionaryVectors"}}},"defaultValue":{"kind":"EnumValue","value":"DECODER"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"alive"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AliveRule"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"similarity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"truth"},"value":{"kind":"Variable","name":{"kind":"Name","value":"truth"}}},{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"Variable","name":{"kind":"Name","value":"query"}}},{"kind":"Argument","name":{"kind":"Name","value":"vectors"},"value":{"kind":"Variable","name":{"kind":"Name","value":"vectors"}}},{"kind":"Argument","name":{"kind":"Name","value":"alive"},"value":{"kind":"Variable","name":{"kind":"Name","value":"alive"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SimilarityNumbers"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SimilarityNumbers"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Similarity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"truth"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"query"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vectors"}},{"kind":"Field","name":{"kind":"Name","value":"aliveCorpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"aliveMinFrequency"}},{"kind":"Field","name":{"kind":"Name","value":"sameContent"}},{"kind":"Field","name":{"kind":"Name","value":"meanMaxCosine"}},{"kind":"Field","name":{"kind":"Name","value":"reverse"}},{"kind":"Field","name":{"kind":"Name","value":"randomBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"randomDeviation"}},{"kind":"Field","name":{"kind":"Name","value":"reverseBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"reverseDeviation"}},{"kind":"Field","name":{"kind":"Name","value":"covarianceBaseline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"randomBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"randomDeviation"}},{"kind":"Field","name":{"kind":"Name","value":"reverseBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"reverseDeviation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"truthCount"}},{"kind":"Field","name":{"kind":"Name","value":"queryCount"}},{"kind":"Field","name":{"kind":"Name","value":"truthZeroVectors"}},{"kind":"Field","name":{"kind":"Name","value":"queryZeroVectors"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"fractionAbove"}},{"kind":"Field","name":{"kind":"Name","value":"encoderDecoderAgreement"}},{"kind":"Field","name":{"kind":"Name","value":"histogram"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bins"},"value":{"kind":"IntValue","value":"4"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matched"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"meanCosine"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"fractionAbove"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"packedMax"}},{"kind":"Field","name":{"kind":"Name","value":"packedArgmax"}}]}}]} as unknown as DocumentNode<SimilarityOfQuery, SimilarityOfQueryVariables>;
export const SimilarityNodeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SimilarityNode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SimilarityNumbers"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SimilarityNumbers"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Similarity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"truth"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"query"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vectors"}},{"kind":"Field","name":{"kind":"Name","value":"aliveCorpus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"aliveMinFrequency"}},{"kind":"Field","name":{"kind":"Name","value":"sameContent"}},{"kind":"Field","name":{"kind":"Name","value":"meanMaxCosine"}},{"kind":"Field","name":{"kind":"Name","value":"reverse"}},{"kind":"Field","name":{"kind":"Name","value":"randomBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"randomDeviation"}},{"kind":"Field","name":{"kind":"Name","value":"reverseBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"reverseDeviation"}},{"kind":"Field","name":{"kind":"Name","value":"covarianceBaseline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"randomBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"randomDeviation"}},{"kind":"Field","name":{"kind":"Name","value":"reverseBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"reverseDeviation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"truthCount"}},{"kind":"Field","name":{"kind":"Name","value":"queryCount"}},{"kind":"Field","name":{"kind":"Name","value":"truthZeroVectors"}},{"kind":"Field","name":{"kind":"Name","value":"queryZeroVectors"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"fractionAbove"}},{"kind":"Field","name":{"kind":"Name","value":"encoderDecoderAgreement"}},{"kind":"Field","name":{"kind":"Name","value":"histogram"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bins"},"value":{"kind":"IntValue","value":"4"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matched"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"meanCosine"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"fractionAbove"}},{"kind":"Field","name":{"kind":"Name","value":"exact"}}]}},{"kind":"Field","name":{"kind":"Name","value":"packedMax"}},{"kind":"Field","name":{"kind":"Name","value":"packedArgmax"}}]}}]} as unknown as DocumentNode<SimilarityNodeQuery, SimilarityNodeQueryVariables>;
export const SimilarityMatchesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SimilarityMatches"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"truth"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"query"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MatchOrder"}}},"defaultValue":{"kind":"EnumValue","value":"TRUTH_INDEX"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"similarity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"truth"},"value":{"kind":"Variable","name":{"kind":"Name","value":"truth"}}},{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"Variable","name":{"kind":"Name","value":"query"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"matches"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"truth"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"index"}}]}},{"kind":"Field","name":{"kind":"Name","value":"query"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"index"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cosine"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SimilarityMatchesQuery, SimilarityMatchesQueryVariables>;
export const StartSimilarityDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartSimilarity"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SimilarityInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startSimilarity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StartedComparison"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StartedComparison"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<StartSimilarityMutation, StartSimilarityMutationVariables>;
export const StartSimilarityMatrixDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartSimilarityMatrix"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SimilarityMatrixInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startSimilarityMatrix"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StartedComparison"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StartedComparison"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<StartSimilarityMatrixMutation, StartSimilarityMatrixMutationVariables>;
export const SimilarityMatrixOfDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SimilarityMatrixOf"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionaries"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"vectors"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DictionaryVectors"}}},"defaultValue":{"kind":"EnumValue","value":"DECODER"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"similarityMatrix"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dictionaries"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionaries"}}},{"kind":"Argument","name":{"kind":"Name","value":"vectors"},"value":{"kind":"Variable","name":{"kind":"Name","value":"vectors"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dictionaries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"randomBaseline"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}}]}}]}}]} as unknown as DocumentNode<SimilarityMatrixOfQuery, SimilarityMatrixOfQueryVariables>;
export const NearestOfDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NearestOf"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"indices"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"among"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"vectors"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DictionaryVectors"}}},"defaultValue":{"kind":"EnumValue","value":"DECODER"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"features"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dictionary"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dictionary"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"indices"},"value":{"kind":"Variable","name":{"kind":"Name","value":"indices"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"nearest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"dictionary"},"value":{"kind":"Variable","name":{"kind":"Name","value":"among"}}},{"kind":"Argument","name":{"kind":"Name","value":"vectors"},"value":{"kind":"Variable","name":{"kind":"Name","value":"vectors"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"feature"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"index"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cosine"}}]}}]}}]}}]}}]} as unknown as DocumentNode<NearestOfQuery, NearestOfQueryVariables>;