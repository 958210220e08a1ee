/** Which control of a model to make. */
import type { RandomizationScheme } from '../domain/model.js';
import { Field, InputType, Int } from './decorators.js';
import { RandomizationSchemeEnum } from './enums.js';

@InputType('RandomizedModelInput')
export class RandomizedModelInputType {
  @Field(() => String)
  readonly model: string;

  @Field(() => String)
  readonly name: string;

  @Field(() => RandomizationSchemeEnum)
  readonly scheme: RandomizationScheme;

  @Field(() => Int)
  readonly seed: number;
}
