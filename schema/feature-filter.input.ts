/** Which features of a dictionary are wanted. */
import type { FeatureFilter } from '../domain/feature.js';
import { Field, Float, InputType, Int } from './decorators.js';
import { withoutNulls } from './without-nulls.js';

@InputType('FeatureFilter')
export class FeatureFilterInput {
  @Field(() => Float, { nullable: true })
  readonly minFrequency?: number | null;

  @Field(() => Float, { nullable: true })
  readonly maxFrequency?: number | null;

  @Field(() => Float, { nullable: true })
  readonly minMaxActivation?: number | null;

  @Field(() => Float, { nullable: true })
  readonly minTopTokenShare?: number | null;

  @Field(() => Boolean, { nullable: true })
  readonly alive?: boolean | null;

  @Field(() => String, { nullable: true, description: 'fires on this token in at least one stored context' })
  readonly token?: string | null;

  @Field(() => String, { nullable: true })
  readonly annotation?: string | null;

  @Field(() => [Int], { nullable: true })
  readonly indices?: readonly number[] | null;
}

export function toFeatureFilter(input: FeatureFilterInput | null | undefined): FeatureFilter | undefined {
  return input ? withoutNulls(input) : undefined;
}
