/** An ensemble of features, as it looks from outside. */
import type { AgreementRule, EnsembleRecord, OperatingPoint } from '../domain/classifier.js';
import { ClassifierType, commonView } from './classifier.type.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { AgreementRuleEnum } from './enums.js';
import { EstimateType } from './estimate.type.js';
import { FeatureHitType, featureHitView } from './feature-scan.type.js';
import { NodeType } from './node.type.js';

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

@ObjectType('Ensemble', { implements: [NodeType, ClassifierType], simpleResolvers: true })
export class EnsembleType extends ClassifierType {
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

  declare readonly record: EnsembleRecord;
}

export function ensembleView(record: EnsembleRecord): EnsembleType {
  const { members, rule, atLeast, curve, effectiveVoters } = record;
  return {
    ...commonView(record, 'Ensemble'),
    ...{ rule, atLeast, curve, effectiveVoters },
    members: members.map(featureHitView(members)),
  };
}
