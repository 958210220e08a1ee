/** A feature scan as lines for a person. */
import type { Estimate } from '../domain/estimate.js';
import type { FeatureHit, FeatureScanRecord } from '../domain/feature-scan.js';
import type { Page } from '../domain/page.js';
import { toTable } from './table.js';

const digits = 3;

export function featureScanLines(record: FeatureScanRecord, { items, totalCount }: Page<FeatureHit>): string[] {
  const { name, dataset, features, nullAuroc, warnings } = record;
  const rows = items.map(({ node }) => [
    `${node.feature.dictionary}#${node.feature.index}`,
    node.sign > 0 ? '+' : '-',
    toText(node.auroc),
    toText(node.accuracy),
    node.pValue.toPrecision(2),
    node.falseDiscoveryRate.toPrecision(2),
    String(node.cluster),
  ]);
  const more = totalCount > items.length ? `, the best ${items.length} are listed` : '';
  return [
    `${name}: ${features} features on ${dataset}; by chance the best reaches an AUROC of ${nullAuroc.toFixed(digits)}.`,
    `${totalCount} are significant${more}.`,
    ...warnings.map(({ code, message }) => `${code}: ${message}`),
    ...(rows.length === 0
      ? []
      : [
          '',
          ...toTable(
            ['feature', 'sign', 'AUROC on test', 'accuracy on test', 'p', 'false discoveries', 'cluster'],
            rows,
          ),
        ]),
  ];
}

function toText({ value, low, high }: Estimate): string {
  return `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}
