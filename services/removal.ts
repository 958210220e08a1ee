/** Removing what is registered, unless something depends on it. */
import { ResearchError } from '../domain/errors.js';
import type { NodeKey } from '../domain/node-id.js';
import { unreachable } from '../domain/unreachable.js';
import type { Store } from '../store/store.js';
import {
  dependentsOfClassifier,
  dependentsOfCorpus,
  dependentsOfDataset,
  dependentsOfDictionary,
  dependentsOfFeatureScan,
  dependentsOfModel,
  type Dependent,
} from './dependents.js';
import type { CatalogService, RemovalService } from './services.js';
import { removeSimilaritiesOf, removeSimilarity } from './similarity/remove-similarities.js';

export interface RemovalOptions {
  readonly store: Store;
  readonly catalog: CatalogService;
}

const mostNamed = 5;

/** Weights, documents and token files stay in the store under their digests: other names may stand for the same content. */
export function createRemoval({ store, catalog }: RemovalOptions): RemovalService {
  return {
    remove({ kind, key }) {
      switch (kind) {
        case 'Model':
          refuseInUse(`The model "${catalog.getModel(key).name}"`, dependentsOfModel(store, key));
          store.models.remove(key);
          return;
        case 'Dictionary':
          refuseInUse(`The dictionary "${catalog.getDictionary(key).name}"`, dependentsOfDictionary(store, key));
          removeDictionary(store, key);
          return;
        case 'Corpus':
          refuseInUse(`The corpus "${catalog.getCorpus(key).name}"`, dependentsOfCorpus(store, key));
          store.corpora.remove(key);
          return;
        case 'Dataset':
          refuseInUse(`The data set "${catalog.getDataset(key).name}"`, dependentsOfDataset(store, key));
          store.datasets.remove(key);
          return;
        case 'Harvest':
          if (!store.harvests.remove(key)) throw resultNotFound('harvest', key);
          return;
        case 'DictionaryMetrics':
          if (!store.metrics.remove(key)) throw resultNotFound('metrics', key);
          return;
        case 'PruningSweep':
          if (!store.pruningSweeps.remove(key)) throw resultNotFound('pruning sweep', key);
          return;
        case 'Similarity':
          if (!removeSimilarity(store, key)) throw resultNotFound('similarity', key);
          return;
        case 'SimilarityMatrix':
          if (!store.similarityMatrices.remove(key)) throw resultNotFound('similarity matrix', key);
          return;
        case 'FeatureScan':
          removeFeatureScan(store, key);
          return;
        case 'Probe':
        case 'FeatureClassifier':
        case 'Ensemble':
          removeClassifier(store, key);
          return;
        case 'Evaluation':
          if (!store.evaluations.remove(key)) throw resultNotFound('evaluation', key);
          return;
        case 'Generalization':
          if (!store.generalizations.remove(key)) throw resultNotFound('generalisation', key);
          return;
        case 'Feature':
        case 'Job':
          throw notRemovable(kind);
        default:
          unreachable(kind);
      }
    },
  };
}

/** The arrays go first, as above: what is left without them can be removed again. */
function removeFeatureScan(store: Store, name: string): void {
  const scan = store.featureScans.find(name);
  if (scan === undefined) throw resultNotFound('feature scan', name);
  refuseInUse(`The feature scan "${name}"`, dependentsOfFeatureScan(store, name));
  store.featureScanArrays.remove(scan.id);
  store.featureScans.remove(name);
}

/** Its evaluations are parts of it. */
function removeClassifier(store: Store, name: string): void {
  if (store.classifiers.find(name) === undefined) throw resultNotFound('classifier', name);
  refuseInUse(`The classifier "${name}"`, dependentsOfClassifier(store, name));
  store.evaluations.removeAll([name]);
  store.classifiers.remove(name);
}

/** The record goes last, so that a removal that was cut short can be repeated. */
function removeDictionary(store: Store, name: string): void {
  store.annotations.removeAll(name);
  store.metrics.removeAll([name]);
  store.pruningSweeps.removeAll([name]);
  removeSimilaritiesOf(store, name);
  for (const { id } of store.harvests.list(name)) store.harvests.remove(id);
  store.dictionaries.remove(name);
}

function refuseInUse(what: string, dependents: readonly Dependent[]): void {
  if (dependents.length === 0) return;
  const named = dependents.slice(0, mostNamed).map(({ kind, name }) => `the ${kind} "${name}"`);
  const more = dependents.length > mostNamed ? ` and ${dependents.length - mostNamed} more` : '';
  throw new ResearchError('IN_USE', `${what} is needed by ${named.join(', ')}${more}.`, { at: 'id' });
}

function resultNotFound(what: string, id: string): ResearchError {
  return new ResearchError('NODE_ID_INVALID', `There is no ${what} "${id}".`, { at: 'id' });
}

function notRemovable(kind: NodeKey['kind']): ResearchError {
  const message = `A ${kind.toLowerCase()} cannot be removed.`;
  return new ResearchError('ARGUMENT_INVALID', message, {
    at: 'id',
    fix: 'Give the id of a model, a dictionary, a corpus, a data set, a harvest or another result.',
  });
}
