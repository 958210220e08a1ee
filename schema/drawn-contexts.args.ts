/** The arguments of contexts that are drawn by chance. */
import { ArgsType, Field, Int } from './decorators.js';

@ArgsType()
export class SampledContextsArgs {
  @Field(() => String, { nullable: true })
  readonly corpus?: string | null;

  @Field(() => Int)
  readonly quantiles: number = 5;

  @Field(() => Int)
  readonly perQuantile: number = 3;
}

@ArgsType()
export class SilentContextsArgs {
  @Field(() => String, { nullable: true })
  readonly corpus?: string | null;

  @Field(() => Int)
  readonly first: number = 10;

  @Field(() => Int)
  readonly seed: number = 0;

  @Field(() => Boolean)
  readonly hard: boolean = false;
}
