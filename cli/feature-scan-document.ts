/** A feature scan as `--json` prints it: the field names of its GraphQL type, with the first page of significant hits. */
import type { FeatureHit, FeatureScanRecord } from '../domain/feature-scan.js';
import { toNodeId } from '../domain/node-id.js';
import type { Page } from '../domain/page.js';

export function featureScanDocument(record: FeatureScanRecord, { items, totalCount }: Page<FeatureHit>) {
  return {
    id: toNodeId('FeatureScan', record.name),
    name: record.name,
    dataset: { name: record.dataset },
    dictionaries: record.dictionaries.map((name) => ({ name })),
    nullAuroc: record.nullAuroc,
    hits: { nodes: items.map(({ node }) => hitDocument(node)), totalCount },
    warnings: record.warnings,
  };
}

export function hitDocument({ feature, ...figures }: FeatureHit) {
  return { feature: { dictionary: { name: feature.dictionary }, index: feature.index }, ...figures };
}
