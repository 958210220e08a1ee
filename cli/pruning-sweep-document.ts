/** What `--json` prints of a pruning sweep: the field names of its GraphQL type. */
import { toNodeId } from '../domain/node-id.js';
import type { PruningPoint, PruningSweepRecord } from '../domain/pruning-sweep.js';
import { metricsDocument } from './documents.js';

export function pruningSweepDocument(sweep: PruningSweepRecord) {
  return {
    id: toNodeId('PruningSweep', sweep.id),
    dictionary: { name: sweep.dictionary },
    corpus: { name: sweep.corpus },
    tokenRule: sweep.tokenRule,
    targetL0: sweep.targetL0 ?? null,
    valley: sweep.valley,
    points: sweep.points.map(pointDocument),
    chosen: sweep.chosen && pointDocument(sweep.chosen),
    finishedAt: sweep.finishedAt,
  };
}

function pointDocument({ metrics, ...point }: PruningPoint) {
  return { ...point, metrics: metricsDocument(metrics) };
}
