/** Which features of a dictionary to remove, and under which name. */
import { Field, Float, InputType, Int } from './decorators.js';

@InputType('PruningInput')
export class PruningInputType {
  @Field(() => String)
  readonly dictionary: string;

  @Field(() => String)
  readonly name: string;

  @Field(() => String, {
    nullable: true,
    description: 'whose frequencies decide; that of the newest harvest when it is left out',
  })
  readonly corpus?: string | null;

  @Field(() => Float, { nullable: true, description: 'features that fire on a larger share of tokens are removed' })
  readonly maxFrequency?: number | null;

  @Field(() => Float, { nullable: true, description: 'features that fire on a smaller share of tokens are removed' })
  readonly minFrequency?: number | null;

  @Field(() => [Int], { nullable: true })
  readonly removeFeatures?: readonly number[] | null;
}
