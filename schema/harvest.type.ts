/** A harvest, as it looks from outside. */
import type { HarvestRecord } from '../domain/harvest.js';
import { toNodeId } from '../domain/node-id.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { NodeType } from './node.type.js';
import { DateTime } from './scalars.js';

@ObjectType('HarvestOptions', { simpleResolvers: true })
export class HarvestOptionsType {
  @Field(() => Int)
  readonly contextsPerFeature: number;

  @Field(() => Int)
  readonly windowTokens: number;

  @Field(() => Int)
  readonly contextTokens: number;

  @Field(() => Boolean)
  readonly includeSpecialTokens: boolean;

  @Field(() => Int, { nullable: true })
  readonly maxTokens?: number;
}

@ObjectType('Harvest', { implements: NodeType, simpleResolvers: true })
export class HarvestType extends NodeType {
  @Field(() => Float, { description: 'counted tokens' })
  readonly tokens: number;

  @Field(() => HarvestOptionsType)
  readonly options: HarvestOptionsType;

  @Field(() => String, { description: 'sha-256 over all keys and values: the same for the same inputs' })
  readonly digest: string;

  @Field(() => String, {
    nullable: true,
    description: 'execution provider that ran the model; null where it was not recorded',
  })
  readonly provider?: string;

  @Field(() => DateTime)
  readonly finishedAt: string;

  @Field(() => Int, { description: 'features that never fired, and features above 10% of tokens' })
  readonly dead: number;

  @Field(() => Int)
  readonly over10Percent: number;

  readonly record: HarvestRecord;
}

export function harvestView(harvest: HarvestRecord): HarvestType {
  const { id, tokens, options, digest, provider, finishedAt, dead, over10Percent } = harvest;
  return {
    nodeKind: 'Harvest',
    id: toNodeId('Harvest', id),
    ...{ tokens, options, digest, provider, finishedAt, dead, over10Percent },
    record: harvest,
  };
}
