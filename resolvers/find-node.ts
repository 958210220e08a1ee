/** Finds the thing that a global id names, whatever its kind. */
import type { EnsembleRecord } from '../domain/classifier.js';
import { ResearchError } from '../domain/errors.js';
import type { NodeKey, NodeKind } from '../domain/node-id.js';
import { parseNodeId } from '../domain/node-id.js';
import { corpusView } from '../schema/corpus.type.js';
import { datasetView } from '../schema/dataset.type.js';
import { dictionaryView } from '../schema/dictionary.type.js';
import { ensembleView } from '../schema/ensemble.type.js';
import { featureScanView } from '../schema/feature-scan.type.js';
import { evaluationView } from '../schema/evaluation.type.js';
import { featureClassifierView } from '../schema/feature-classifier.type.js';
import { featureView } from '../schema/feature.type.js';
import { generalizationView } from '../schema/generalization.type.js';
import { harvestView } from '../schema/harvest.type.js';
import { jobView } from '../schema/job.type.js';
import { metricsView } from '../schema/metrics.type.js';
import { modelView } from '../schema/model.type.js';
import type { NodeType } from '../schema/node.type.js';
import { probeView } from '../schema/probe.type.js';
import { pruningSweepView } from '../schema/pruning-sweep.type.js';
import { similarityMatrixView } from '../schema/similarity-matrix.type.js';
import { similarityView } from '../schema/similarity.type.js';
import type { Services } from '../services/services.js';
import { orNull } from './or-null.js';

const finders: Record<NodeKind, (key: string, services: Services) => NodeType | null> = {
  Model: (key, { catalog }) => orNull(catalog.findModel(key), modelView),
  Corpus: (key, { catalog }) => orNull(catalog.findCorpus(key), corpusView),
  Dataset: (key, { catalog }) => orNull(catalog.findDataset(key), datasetView),
  Dictionary: (key, { catalog }) => orNull(catalog.findDictionary(key), dictionaryView),
  Harvest: (key, { harvests }) => orNull(harvests.findById(key), harvestView),
  DictionaryMetrics: (key, { metrics, pruningSweeps }) =>
    orNull(metrics.findById(key) ?? pruningSweeps.findPointMetrics(key), metricsView),
  PruningSweep: (key, { pruningSweeps }) => orNull(pruningSweeps.findById(key), pruningSweepView),
  Similarity: (key, { similarities }) => orNull(similarities.findById(key), similarityView),
  SimilarityMatrix: (key, { similarities }) => orNull(similarities.findMatrixById(key), similarityMatrixView),
  Ensemble: (key, { classifiers }) => orNull(findEnsemble(key, classifiers), ensembleView),
  FeatureScan: (key, { featureScans }) => orNull(featureScans.find(key), featureScanView),
  Probe: findProbeNode,
  FeatureClassifier: findFeatureClassifierNode,
  Evaluation: (key, { evaluations }) => orNull(evaluations.findById(key), evaluationView),
  Generalization: (key, { evaluations }) => orNull(evaluations.findGeneralization(key), generalizationView),
  Job: (key, { jobs }) => orNull(jobs.find(key), jobView),
  Feature: findFeatureNode,
};

/** Null for a thing that is gone. */
export function findNode(node: NodeKey, services: Services): NodeType | null {
  return finders[node.kind](node.key, services);
}

/** The key of an id of this kind; throws NODE_ID_INVALID for any other. */
export function parseIdOf(kind: NodeKind, id: string): string {
  const node = parseNodeId(id);
  if (node.kind === kind) return node.key;
  throw new ResearchError('NODE_ID_INVALID', `"${id.slice(0, 80)}" is the id of a ${node.kind}, not of a ${kind}.`, {
    at: 'id',
  });
}

function findEnsemble(name: string, classifiers: Services['classifiers']): EnsembleRecord | undefined {
  const found = classifiers.find(name);
  return found?.kind === 'ENSEMBLE' ? found : undefined;
}

function findFeatureNode(key: string, { catalog, features }: Services): NodeType | null {
  const mark = key.lastIndexOf('#');
  const feature = { dictionary: key.slice(0, mark), index: Number(key.slice(mark + 1)) };
  return catalog.findDictionary(feature.dictionary) ? orNull(features.find(feature), featureView) : null;
}

function findProbeNode(key: string, { classifiers }: Services): NodeType | null {
  const found = classifiers.find(key);
  return found?.kind === 'LOGISTIC' || found?.kind === 'MASS_MEAN' ? probeView(found) : null;
}

function findFeatureClassifierNode(key: string, { classifiers }: Services): NodeType | null {
  const classifier = classifiers.find(key);
  return classifier?.kind === 'FEATURE' ? featureClassifierView(classifier) : null;
}
