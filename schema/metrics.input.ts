/** What to measure and how. */
import type { MetricsInput } from '../domain/job.js';
import type { TokenRule } from '../domain/metrics.js';
import { Field, InputType, Int } from './decorators.js';
import { TokenRuleEnum } from './enums.js';
import { withoutNulls } from './without-nulls.js';

@InputType('MetricsInput')
export class MetricsInputType {
  @Field(() => String)
  readonly dictionary: string;

  @Field(() => String)
  readonly corpus: string;

  @Field(() => TokenRuleEnum)
  readonly tokenRule: TokenRule = 'SAEQL';

  @Field(() => Int, { nullable: true })
  readonly contextTokens?: number | null;

  @Field(() => Boolean)
  readonly includeSpecialTokens: boolean = false;

  @Field(() => Int, { nullable: true })
  readonly maxTokens?: number | null;
}

export function toMetricsInput(input: MetricsInputType): MetricsInput {
  return withoutNulls(input);
}
