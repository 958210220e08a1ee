/** Opaque global ids of the Relay Node interface: a kind and the thing's own key. */
import { ResearchError } from './errors.js';

const nodeKinds = [
  'Model',
  'Corpus',
  'Dataset',
  'Dictionary',
  'Feature',
  'Harvest',
  'DictionaryMetrics',
  'PruningSweep',
  'Similarity',
  'SimilarityMatrix',
  'FeatureScan',
  'Ensemble',
  'Probe',
  'FeatureClassifier',
  'Evaluation',
  'Generalization',
  'Job',
] as const;
export type NodeKind = (typeof nodeKinds)[number];

export interface NodeKey {
  readonly kind: NodeKind;
  /** A name, `dictionary#index` of a feature, or the id of a job, a harvest or another result. */
  readonly key: string;
}

export function toNodeId(kind: NodeKind, key: string): string {
  return Buffer.from(`${kind}:${key}`).toString('base64url');
}

/** Throws NODE_ID_INVALID when the text is not an id of a known kind. */
export function parseNodeId(id: string, at = 'id'): NodeKey {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  const kind = nodeKinds.find((known) => known === text.slice(0, colon));
  if (kind === undefined) throw new ResearchError('NODE_ID_INVALID', `"${id.slice(0, 80)}" is not an id.`, { at });
  return { kind, key: text.slice(colon + 1) };
}
