/** A fitted probe, as it is stored. */
import { createHash } from 'node:crypto';
import type { ProbeFitting, ProbeRecord } from '../../domain/classifier.js';
import type { DatasetRecord } from '../../domain/dataset.js';
import { version } from '../version.js';
import type { FittedProbe } from './fit-probe.js';
import type { ProbePlan } from './probe-plan.js';

export interface FittedParts {
  readonly probe: FittedProbe;
  readonly parts: ProbeFitting['parts'];
  readonly createdAt: string;
}

export function toProbeRecord(plan: ProbePlan, { probe, parts, createdAt }: FittedParts): ProbeRecord {
  const { input, dataset, model, hookPoint, division } = plan;
  const answering = {
    kind: input.kind,
    modelDigest: model.digest,
    tokenizerDigest: model.tokenizerDigest,
    datasetDigest: dataset.digest,
    positiveLabel: dataset.positiveLabel,
    negativeLabel: negativeLabelOf(dataset),
    division,
    hookPoint: hookPoint.name,
    pooling: input.pooling,
    weights_D: Array.from(probe.weights_D),
    bias: probe.bias,
    threshold: probe.threshold,
    calibration: probe.calibration,
  };
  return {
    name: input.name,
    ...{ model: model.name, dataset: dataset.name },
    ...answering,
    ...{ c: probe.c, converged: probe.converged, iterations: probe.iterations },
    fitting: { ...probe.fitting, parts },
    input,
    digest: createHash('sha256').update(JSON.stringify(answering)).digest('hex'),
    ...{ version, createdAt },
  };
}

/** The other label of two, else `not ` and the positive one. */
export function negativeLabelOf({ classes, positiveLabel }: DatasetRecord): string {
  const others = classes.filter(({ label }) => label !== positiveLabel);
  return others.length === 1 ? others[0].label : `not ${positiveLabel}`;
}
