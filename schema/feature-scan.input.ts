/** What to scan, and how. */
import type { Pooling } from '../domain/classifier.js';
import type { FeatureScanInput } from '../domain/feature-scan.js';
import { Field, Float, InputType, Int } from './decorators.js';
import { PoolingEnum } from './enums.js';
import { withoutNulls } from './without-nulls.js';

@InputType('FeatureScanInput')
export class FeatureScanInputType {
  @Field(() => String)
  readonly name: string;

  @Field(() => String)
  readonly dataset: string;

  @Field(() => [String])
  readonly dictionaries: readonly string[];

  @Field(() => PoolingEnum)
  readonly pooling: Pooling = 'LAST';

  @Field(() => String, { nullable: true })
  readonly splitBy?: string | null;

  @Field(() => Float, { nullable: true })
  readonly maxFrequency?: number | null;

  @Field(() => Int)
  readonly permutations: number = 200;

  @Field(() => Int)
  readonly seed: number = 0;
}

export function toFeatureScanInput(input: FeatureScanInputType): FeatureScanInput {
  return withoutNulls(input);
}
