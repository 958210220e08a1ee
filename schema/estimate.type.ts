/** A number with its interval, in the schema. */
import { Field, Float, Int, ObjectType } from './decorators.js';

@ObjectType('Estimate', { simpleResolvers: true, description: 'a number with its 95% interval and how that was made' })
export class EstimateType {
  @Field(() => Float)
  readonly value: number;

  @Field(() => Float)
  readonly low: number;

  @Field(() => Float)
  readonly high: number;

  @Field(() => String)
  readonly method: string;

  @Field(() => Int)
  readonly n: number;
}
