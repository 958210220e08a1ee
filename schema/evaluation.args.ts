/** Which evaluation of a classifier is meant. */
import { ArgsType, Field } from './decorators.js';

@ArgsType()
export class EvaluationArgs {
  @Field(() => String)
  readonly dataset: string;

  @Field(() => [String], { nullable: true })
  readonly groupBy?: readonly string[] | null;
}
