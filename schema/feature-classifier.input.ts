/** Which feature is to become a classifier, and of what. */
import type { FeatureClassifierInput, Pooling } from '../domain/classifier.js';
import { Field, Float, InputType, Int } from './decorators.js';
import { PoolingEnum } from './enums.js';
import { FeatureInput } from './feature.input.js';
import { withoutNulls } from './without-nulls.js';

@InputType('FeatureClassifierInput')
export class FeatureClassifierInputType {
  @Field(() => String)
  readonly name: string;

  @Field(() => FeatureInput)
  readonly feature: FeatureInput;

  @Field(() => String)
  readonly dataset: string;

  @Field(() => PoolingEnum)
  readonly pooling: Pooling = 'LAST';

  @Field(() => Float, { nullable: true })
  readonly targetFalsePositiveRate?: number | null;

  @Field(() => String, { nullable: true })
  readonly splitBy?: string | null;

  @Field(() => Int)
  readonly seed: number = 0;
}

export function toFeatureClassifierInput(input: FeatureClassifierInputType): FeatureClassifierInput {
  return withoutNulls(input);
}
