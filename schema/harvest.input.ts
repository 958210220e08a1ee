/** What to harvest and how. */
import type { HarvestInput } from '../domain/job.js';
import { Field, InputType, Int } from './decorators.js';
import { withoutNulls } from './without-nulls.js';

@InputType('HarvestInput', { description: 'several dictionaries of one model are harvested in one pass' })
export class HarvestInputType {
  @Field(() => [String])
  readonly dictionaries: readonly string[];

  @Field(() => String)
  readonly corpus: string;

  @Field(() => Int)
  readonly contextsPerFeature: number = 32;

  @Field(() => Int)
  readonly windowTokens: number = 64;

  @Field(() => Int, { nullable: true })
  readonly contextTokens?: number | null;

  @Field(() => Boolean)
  readonly includeSpecialTokens: boolean = false;

  @Field(() => Int, { nullable: true })
  readonly maxTokens?: number | null;
}

export function toHarvestInput(input: HarvestInputType): HarvestInput {
  return withoutNulls(input);
}
