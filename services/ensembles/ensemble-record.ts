/** An ensemble as it is kept. */
import { createHash } from 'node:crypto';
import type { EnsembleRecord } from '../../domain/classifier.js';
import type { DatasetRecord } from '../../domain/dataset.js';
import type { FeatureScanRecord } from '../../domain/feature-scan.js';
import { negativeLabelOf } from '../classifiers/probe-record.js';
import { version } from '../version.js';
import type { EnsemblePlan } from './ensemble-plan.js';

type Found = Pick<EnsembleRecord, 'members' | 'atLeast' | 'curve' | 'effectiveVoters' | 'calibration'>;

export function toEnsembleRecord(
  { input, scan }: EnsemblePlan,
  found: Found,
  {
    dataset,
    tokenizerDigest,
    now,
  }: { readonly dataset: DatasetRecord; readonly tokenizerDigest: string; readonly now: Date },
): EnsembleRecord {
  const { model, modelDigest, datasetDigest, positiveLabel, division } = scan;
  const { pooling } = scan.input;
  const dictionaryDigests = digestsOf(scan, found);
  return {
    ...{ kind: 'ENSEMBLE', name: input.name, scan: scan.name, rule: input.rule },
    ...{
      model,
      modelDigest,
      tokenizerDigest,
      dataset: scan.dataset,
      datasetDigest,
      positiveLabel,
      division,
      pooling,
      input,
    },
    ...{ ...found, threshold: found.atLeast, dictionaryDigests },
    negativeLabel: negativeLabelOf(dataset),
    digest: digestOf({ modelDigest, tokenizerDigest, pooling, dictionaryDigests, ...found }),
    version,
    createdAt: now.toISOString(),
  };
}

function digestsOf({ dictionaries, dictionaryDigests }: FeatureScanRecord, { members }: Found): Record<string, string> {
  const names = [...new Set(members.map(({ feature }) => feature.dictionary))];
  return Object.fromEntries(names.map((name) => [name, dictionaryDigests[dictionaries.indexOf(name)]]));
}

/** Over all that decides an answer. */
function digestOf({
  modelDigest,
  tokenizerDigest,
  pooling,
  dictionaryDigests,
  members,
  atLeast,
  calibration,
}: Found & Pick<EnsembleRecord, 'modelDigest' | 'tokenizerDigest' | 'pooling' | 'dictionaryDigests'>): string {
  const votes = members.map(({ feature, sign, threshold }) => [
    dictionaryDigests[feature.dictionary],
    feature.index,
    sign,
    threshold,
  ]);
  const parts = [
    'ENSEMBLE',
    modelDigest,
    tokenizerDigest,
    pooling,
    votes,
    atLeast,
    calibration.slope,
    calibration.intercept,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
