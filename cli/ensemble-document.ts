/** An ensemble as `--json` prints it: the field names of its GraphQL type. */
import type { EnsembleRecord } from '../domain/classifier.js';
import { warningsOfClassifier } from '../domain/classifier-warnings.js';
import { toNodeId } from '../domain/node-id.js';
import { hitDocument } from './feature-scan-document.js';

export function ensembleDocument(ensemble: EnsembleRecord) {
  const { name, kind, model, dataset, scan, members, ...record } = ensemble;
  const { rule, atLeast, curve, effectiveVoters, input, digest, version, createdAt } = record;
  return {
    ...{ id: toNodeId('Ensemble', name), name, kind },
    ...{ model: { name: model }, trainedOn: { name: dataset }, scan: { name: scan } },
    members: members.map(hitDocument),
    ...{ rule, atLeast, curve, effectiveVoters, warnings: warningsOfClassifier(ensemble) },
    provenance: { input, digest, version, createdAt },
  };
}
