/** An ensemble of features, as it looks from outside. */
import type { AgreementRule, ClassifierKind, EnsembleRecord, OperatingPoint } from '../domain/classifier.js';
import { toNodeId } from '../domain/node-id.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { AgreementRuleEnum, ClassifierKindEnum } from './enums.js';
import { EstimateType } from './estimate.type.js';
import { FeatureHitType, featureHitView } from './feature-scan.type.js';
import { NodeType } from './node.type.js';
import { JSONValue } from './scalars.js';

@ObjectType('OperatingPoint', { simpleResolvers: true })
export class OperatingPointType implements OperatingPoint {
  @Field(() => Int)
  readonly atLeast: number;

  @Field(() => EstimateType)
  readonly truePositiveRate: EstimateType;

  @Field(() => EstimateType)
  readonly falsePositiveRate: EstimateType;

  @Field(() => Boolean)
  readonly guaranteed: boolean;
}

@ObjectType('Ensemble', { implements: NodeType, simpleResolvers: true })
export class EnsembleType extends NodeType {
  @Field(() => String)
  readonly name: string;

  @Field(() => ClassifierKindEnum)
  readonly kind: ClassifierKind;

  @Field(() => JSONValue)
  readonly provenance: object;

  @Field(() => [FeatureHitType], {
    description: 'as the scan has them, but with thresholds from the fitting part and the accuracy that follows',
  })
  readonly members: readonly FeatureHitType[];

  @Field(() => AgreementRuleEnum)
  readonly rule: AgreementRule;

  @Field(() => Int)
  readonly atLeast: number;

  @Field(() => [OperatingPointType], { description: 'rates and abstentions for every m of at least m of n' })
  readonly curve: readonly OperatingPointType[];

  @Field(() => Float)
  readonly effectiveVoters: number;

  readonly record: EnsembleRecord;
}

export function ensembleView(record: EnsembleRecord): EnsembleType {
  const { name, kind, members, rule, atLeast, curve, effectiveVoters } = record;
  const { input, digest, modelDigest, datasetDigest, dictionaryDigests, division, version, createdAt } = record;
  return {
    nodeKind: 'Ensemble',
    id: toNodeId('Ensemble', name),
    ...{ name, kind, rule, atLeast, curve, effectiveVoters, record },
    provenance: { input, digest, modelDigest, datasetDigest, dictionaryDigests, division, version, createdAt },
    members: members.map(featureHitView(members)),
  };
}
