/** A feature scan and its hits, as they look from outside. */
import type { FeatureHit, FeatureScanRecord } from '../domain/feature-scan.js';
import { toNodeId } from '../domain/node-id.js';
import { connectionType } from './connection.js';
import { GuardType } from './dataset.type.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { EstimateType } from './estimate.type.js';
import { FeatureType, featureView } from './feature.type.js';
import { NodeType } from './node.type.js';
import { JSONValue } from './scalars.js';

@ObjectType('FeatureHit', { simpleResolvers: true })
export class FeatureHitType {
  @Field(() => FeatureType)
  readonly feature: FeatureType;

  @Field(() => Int)
  readonly sign: number;

  @Field(() => EstimateType)
  readonly auroc: EstimateType;

  @Field(() => EstimateType)
  readonly accuracy: EstimateType;

  @Field(() => Float)
  readonly threshold: number;

  @Field(() => Float)
  readonly pValue: number;

  @Field(() => Float)
  readonly falseDiscoveryRate: number;

  @Field(() => Int)
  readonly cluster: number;
}

export const FeatureHitConnection = connectionType('FeatureHit', () => FeatureHitType);

@ObjectType('FeatureScan', { implements: NodeType, simpleResolvers: true })
export class FeatureScanType extends NodeType {
  @Field(() => String)
  readonly name: string;

  @Field(() => Float, {
    description: 'the largest AUROC that label permutations reach over the whole scan: 95th percentile',
  })
  readonly nullAuroc: number;

  @Field(() => [GuardType])
  readonly warnings: readonly GuardType[];

  @Field(() => JSONValue, { description: 'input, digests, rows of each part, features that took part, version' })
  readonly provenance: object;

  readonly record: FeatureScanRecord;
}

export function featureScanView(record: FeatureScanRecord): FeatureScanType {
  const { name, nullAuroc, warnings } = record;
  const { input, datasetDigest, modelDigest, dictionaryDigests, harvests, parts, features, significant } = record;
  const provenance = { input, datasetDigest, modelDigest, dictionaryDigests, harvests, parts, features, significant, version: record.version, finishedAt: record.finishedAt }; // prettier-ignore
  return {
    nodeKind: 'FeatureScan',
    id: toNodeId('FeatureScan', name),
    ...{ name, nullAuroc, warnings, provenance, record },
  };
}

/** For the hits of one page: what is read of one feature is likely asked of all of its dictionary. */
export function featureHitView(hits: readonly FeatureHit[]): (hit: FeatureHit) => FeatureHitType {
  const indicesOf = (dictionary: string): number[] =>
    hits.filter(({ feature }) => feature.dictionary === dictionary).map(({ feature }) => feature.index);
  return (hit) => ({ ...hit, feature: featureView(hit.feature, indicesOf(hit.feature.dictionary)) });
}
