/** Which dictionary to sweep, and how. */
import type { PruningSweepInput } from '../domain/job.js';
import type { TokenRule } from '../domain/metrics.js';
import { Field, Float, InputType, Int } from './decorators.js';
import { TokenRuleEnum } from './enums.js';
import { withoutNulls } from './without-nulls.js';

@InputType('PruningSweepInput')
export class PruningSweepInputType {
  @Field(() => String)
  readonly dictionary: string;

  @Field(() => String)
  readonly corpus: string;

  @Field(() => [Float], {
    nullable: true,
    description: 'frequencies above which features are removed; chosen from the harvest when they are left out',
  })
  readonly thresholds?: readonly number[] | null;

  @Field(() => Float, { nullable: true, description: 'also finds the threshold that leaves this L0' })
  readonly targetL0?: number | null;

  @Field(() => Int, { description: 'random removals of equal count that every threshold is compared with' })
  readonly randomDraws: number = 3;

  @Field(() => TokenRuleEnum)
  readonly tokenRule: TokenRule = 'SAEQL';

  @Field(() => Int, { nullable: true })
  readonly maxTokens?: number | null;
}

export function toPruningSweepInput(input: PruningSweepInputType): PruningSweepInput {
  return withoutNulls(input);
}
