/** A pruning sweep and the points of its curve, as they look from outside. */
import type { NamedValue, TokenRule } from '../domain/metrics.js';
import { toNodeId } from '../domain/node-id.js';
import type { PruningPoint, PruningSweepRecord } from '../domain/pruning-sweep.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { TokenRuleEnum } from './enums.js';
import { MetricsType, metricsView, NamedValueType } from './metrics.type.js';
import { NodeType } from './node.type.js';
import { DateTime } from './scalars.js';

@ObjectType('PruningPoint', { simpleResolvers: true })
export class PruningPointType {
  @Field(() => Float)
  readonly maxFrequency: number;

  @Field(() => Int)
  readonly removed: number;

  @Field(() => MetricsType, {
    description: 'of the dictionary without what is removed; their `dictionary` is the one that was swept',
  })
  readonly metrics: MetricsType;

  @Field(() => [NamedValueType], {
    description:
      'of random removals of equal count: mean over the draws and deviation of one draw, as `l0.mean` and `l0.deviation`; the same of `mse`, `lossReconstructed` and `fractionRecovered`',
  })
  readonly random: readonly NamedValue[];
}

@ObjectType('PruningSweep', { implements: NodeType, simpleResolvers: true })
export class PruningSweepType extends NodeType {
  @Field(() => TokenRuleEnum)
  readonly tokenRule: TokenRule;

  @Field(() => Float, { nullable: true, description: 'the wanted L0' })
  readonly targetL0: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'the frequency in the gap before the spike of frequent features; null where the histogram of log frequency has none',
  })
  readonly valley: number | null;

  @Field(() => [PruningPointType])
  readonly points: readonly PruningPointType[];

  @Field(() => PruningPointType, {
    nullable: true,
    description: 'the threshold whose L0 is nearest below the wanted one',
  })
  readonly chosen: PruningPointType | null;

  @Field(() => DateTime)
  readonly finishedAt: string;

  readonly record: PruningSweepRecord;
}

export function pruningSweepView(sweep: PruningSweepRecord): PruningSweepType {
  const { tokenRule, targetL0 = null, valley, points, chosen, finishedAt } = sweep;
  return {
    nodeKind: 'PruningSweep',
    id: toNodeId('PruningSweep', sweep.id),
    ...{ tokenRule, targetL0, valley, finishedAt },
    points: points.map(pruningPointView),
    chosen: chosen && pruningPointView(chosen),
    record: sweep,
  };
}

function pruningPointView({ maxFrequency, removed, metrics, random }: PruningPoint): PruningPointType {
  return { maxFrequency, removed, metrics: metricsView(metrics), random };
}
