/** Which of a dictionary's metrics are meant. */
import type { TokenRule } from '../domain/metrics.js';
import { ArgsType, Field } from './decorators.js';
import { TokenRuleEnum } from './enums.js';

@ArgsType()
export class MetricsArgs {
  @Field(() => String, { nullable: true })
  readonly corpus?: string | null;

  @Field(() => TokenRuleEnum)
  readonly tokenRule: TokenRule = 'SAEQL';
}
