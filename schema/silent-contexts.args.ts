/** The arguments of silent contexts. */
import { ArgsType, Field, Int } from './decorators.js';

@ArgsType()
export class SilentContextsArgs {
  @Field(() => Int)
  readonly first: number = 10;

  @Field(() => Int)
  readonly seed: number = 0;

  @Field(() => Boolean)
  readonly hard: boolean = false;
}
