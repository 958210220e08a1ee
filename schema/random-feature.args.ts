/** The arguments of a random feature. */
import { ArgsType, Field, Int } from './decorators.js';

@ArgsType()
export class RandomFeatureArgs {
  @Field(() => String)
  readonly dictionary: string;

  @Field(() => String, { nullable: true })
  readonly corpus?: string | null;

  @Field(() => Int, { nullable: true })
  readonly seed?: number | null;
}
