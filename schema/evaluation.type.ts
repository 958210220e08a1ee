/** How good a classifier is on a data set, as it looks from outside; most of the domain's records are their own views. */
import type {
  BaselineEvaluation,
  CalibrationBin,
  CalibrationReport,
  EvaluationRecord,
  GroupEvaluation,
  GroupValue,
} from '../domain/evaluation.js';
import { toNodeId } from '../domain/node-id.js';
import { GuardType } from './dataset.type.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { EstimateType } from './estimate.type.js';
import { NodeType } from './node.type.js';
import { DateTime } from './scalars.js';

@ObjectType('GroupValue', { simpleResolvers: true })
export class GroupValueType implements GroupValue {
  @Field(() => String)
  readonly column: string;

  @Field(() => String)
  readonly value: string;
}

@ObjectType('GroupEvaluation', { simpleResolvers: true })
export class GroupEvaluationType implements GroupEvaluation {
  @Field(() => [GroupValueType])
  readonly group: readonly GroupValueType[];

  @Field(() => Int)
  readonly rows: number;

  @Field(() => EstimateType, { description: 'the intervals of all groups hold at once' })
  readonly accuracy: EstimateType;
}

@ObjectType('BaselineEvaluation', { simpleResolvers: true })
export class BaselineEvaluationType implements BaselineEvaluation {
  @Field(() => String)
  readonly name: string;

  @Field(() => EstimateType)
  readonly accuracy: EstimateType;

  @Field(() => EstimateType)
  readonly auroc: EstimateType;

  @Field(() => Float, { nullable: true, description: 'its accuracy; null without columns to group by' })
  readonly worstGroup: number | null;
}

@ObjectType('CalibrationBin', { simpleResolvers: true })
export class CalibrationBinType implements CalibrationBin {
  @Field(() => Float)
  readonly from: number;

  @Field(() => Float)
  readonly to: number;

  @Field(() => Int)
  readonly rows: number;

  @Field(() => Float, { description: 'mean probability of being positive, as the classifier says' })
  readonly meanScore: number;

  @Field(() => Float)
  readonly positiveRate: number;
}

@ObjectType('Calibration', { simpleResolvers: true })
export class CalibrationType implements CalibrationReport {
  @Field(() => Float)
  readonly expectedError: number;

  @Field(() => Float)
  readonly brier: number;

  @Field(() => [CalibrationBinType])
  readonly bins: readonly CalibrationBinType[];
}

@ObjectType('Evaluation', { implements: NodeType, simpleResolvers: true })
export class EvaluationType extends NodeType {
  @Field(() => Int, { description: "of the classifier's own data set, those of the held-out part" })
  readonly rows: number;

  @Field(() => EstimateType)
  readonly accuracy: EstimateType;

  @Field(() => EstimateType)
  readonly balancedAccuracy: EstimateType;

  @Field(() => EstimateType)
  readonly auroc: EstimateType;

  @Field(() => EstimateType)
  readonly f1: EstimateType;

  @Field(() => EstimateType)
  readonly truePositiveRate: EstimateType;

  @Field(() => EstimateType)
  readonly falsePositiveRate: EstimateType;

  @Field(() => Int)
  readonly abstained: number;

  @Field(() => CalibrationType, { description: 'expected calibration error, Brier score' })
  readonly calibration: CalibrationType;

  @Field(() => [GroupEvaluationType])
  readonly groups: readonly GroupEvaluationType[];

  @Field(() => GroupEvaluationType, { nullable: true })
  readonly worstGroup: GroupEvaluationType | null;

  @Field(() => [BaselineEvaluationType])
  readonly baselines: readonly BaselineEvaluationType[];

  @Field(() => [GuardType])
  readonly warnings: readonly GuardType[];

  @Field(() => Int, {
    description: 'different classifiers that had been evaluated on the content of the data set, this one included',
  })
  readonly testSetLooks: number;

  @Field(() => String, { description: 'of the classifier that was evaluated' })
  readonly classifierDigest: string;

  @Field(() => DateTime)
  readonly finishedAt: string;

  readonly record: EvaluationRecord;
}

export function evaluationView(record: EvaluationRecord): EvaluationType {
  return { ...record, nodeKind: 'Evaluation', id: toNodeId('Evaluation', record.id), record };
}
