/** Which dictionary of random directions to make. */
import { Field, InputType, Int } from './decorators.js';

@InputType('RandomDictionaryInput')
export class RandomDictionaryInputType {
  @Field(() => String)
  readonly like: string;

  @Field(() => String)
  readonly name: string;

  @Field(() => Int)
  readonly seed: number;
}
