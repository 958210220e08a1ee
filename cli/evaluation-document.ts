/** What `--json` prints of an evaluation: the field names of its GraphQL type. */
import type { EvaluationRecord } from '../domain/evaluation.js';
import { toNodeId } from '../domain/node-id.js';

export function evaluationDocument(record: EvaluationRecord) {
  const { id, classifier, dataset, datasetDigest, groupBy, version, ...figures } = record;
  return {
    id: toNodeId('Evaluation', id),
    classifier: { name: classifier },
    dataset: { name: dataset },
    provenance: { datasetDigest, groupBy, version },
    ...figures,
  };
}
