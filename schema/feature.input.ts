/** Names a feature. */
import type { FeatureKey } from '../domain/feature.js';
import { Field, InputType, Int } from './decorators.js';

@InputType('FeatureInput')
export class FeatureInput implements FeatureKey {
  @Field(() => String)
  readonly dictionary: string;

  @Field(() => Int)
  readonly index: number;
}
