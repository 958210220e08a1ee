/**
 * What `--json` prints of a thing: the field names of its GraphQL type. A thing that it refers to is printed by its
 * name, as the query `{ dictionary(name: ...) { model { name } } }` would.
 */
import type { ClassifierRecord } from '../domain/classifier.js';
import { warningsOfClassifier } from '../domain/classifier-warnings.js';
import type { CorpusRecord } from '../domain/corpus.js';
import type { DatasetRecord } from '../domain/dataset.js';
import type { DictionaryRecord, Pruning } from '../domain/dictionary.js';
import type { HarvestRecord } from '../domain/harvest.js';
import type { JobRecord } from '../domain/job.js';
import type { MetricsRecord } from '../domain/metrics.js';
import type { ModelRecord, RandomizedControl } from '../domain/model.js';
import { toNodeId } from '../domain/node-id.js';
import { removedIndices } from '../domain/surviving-features.js';

const byName = (name: string) => ({ name });

export function modelDocument(model: ModelRecord) {
  return {
    id: toNodeId('Model', model.name),
    name: model.name,
    architecture: model.architecture,
    layers: model.layers,
    width: model.width,
    vocabularySize: model.vocabularySize,
    contextLength: model.contextLength,
    digest: model.digest,
    precision: model.precision ?? 'FLOAT32',
    hookPoints: model.hookPoints,
    control: model.control ? controlDocument(model.control) : null,
  };
}

function controlDocument({ of, scheme, seed }: RandomizedControl) {
  return { of: byName(of), scheme, seed };
}

export function dictionaryDocument(dictionary: DictionaryRecord) {
  const { pruning, encodingError } = dictionary;
  return {
    id: toNodeId('Dictionary', dictionary.name),
    name: dictionary.name,
    model: byName(dictionary.model),
    hookPoint: byName(dictionary.hookPoint),
    outputHookPoint: byName(dictionary.outputHookPoint),
    architecture: dictionary.architecture,
    size: dictionary.size,
    width: dictionary.width,
    digest: dictionary.digest,
    provenance: dictionary.provenance,
    pruning: pruning ? pruningDocument(pruning) : null,
    encodingError: encodingError ?? null,
  };
}

function pruningDocument(pruning: Pruning) {
  const { of, root, maxFrequency, minFrequency, removed, corpus } = pruning;
  return {
    of: byName(of),
    root: byName(root),
    maxFrequency: maxFrequency ?? null,
    minFrequency: minFrequency ?? null,
    removed,
    removedFeatures: Buffer.from(removedIndices(pruning).buffer).toString('base64'),
    corpus: corpus === undefined ? null : byName(corpus),
  };
}

export function corpusDocument(corpus: CorpusRecord) {
  return { id: toNodeId('Corpus', corpus.name), name: corpus.name, documents: corpus.documents, digest: corpus.digest };
}

export function datasetDocument(dataset: DatasetRecord) {
  const { name, rows, positiveLabel, classes, groups, warnings, digest } = dataset;
  return { id: toNodeId('Dataset', name), name, rows, positiveLabel, classes, groups, warnings, digest };
}

/** What classifiers of every kind have in common. */
export function classifierDocument(classifier: ClassifierRecord) {
  const { name, kind, model, dataset } = classifier;
  const warnings = warningsOfClassifier(classifier);
  return { name, kind, model: byName(model), trainedOn: byName(dataset), warnings };
}

export function harvestDocument(harvest: HarvestRecord) {
  return {
    id: toNodeId('Harvest', harvest.id),
    dictionary: byName(harvest.dictionary),
    corpus: byName(harvest.corpus),
    tokens: harvest.tokens,
    options: { ...harvest.options, maxTokens: harvest.options.maxTokens ?? null },
    digest: harvest.digest,
    provider: harvest.provider ?? null,
    finishedAt: harvest.finishedAt,
    dead: harvest.dead,
    over10Percent: harvest.over10Percent,
  };
}

/** What is not defined is null. */
export function metricsDocument(metrics: MetricsRecord) {
  return {
    id: toNodeId('DictionaryMetrics', metrics.id),
    dictionary: byName(metrics.dictionary),
    corpus: byName(metrics.corpus),
    tokenRule: metrics.tokenRule,
    options: { ...metrics.options, maxTokens: metrics.options.maxTokens ?? null },
    tokens: metrics.tokens,
    l0: metrics.l0,
    l1: metrics.l1,
    mse: metrics.mse,
    rmse: metrics.rmse,
    l2Loss: metrics.l2Loss,
    varianceExplained: metrics.varianceExplained,
    cosineSimilarity: metrics.cosineSimilarity,
    l2Ratio: metrics.l2Ratio,
    lossOriginal: metrics.lossOriginal,
    lossReconstructed: metrics.lossReconstructed,
    lossZeroAblated: metrics.lossZeroAblated,
    lossMeanAblated: metrics.lossMeanAblated,
    fractionRecovered: metrics.fractionRecovered,
    klDivergence: metrics.klDivergence,
    alive: metrics.alive,
    variants: metrics.variants,
  };
}

/** @param results what the job made, as documents */
export function jobDocument(job: JobRecord, results: readonly unknown[]) {
  return {
    id: toNodeId('Job', job.id),
    kind: job.kind,
    input: job.input,
    state: job.state,
    progress: job.progress,
    message: job.message,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
    error: job.error,
    results,
  };
}
