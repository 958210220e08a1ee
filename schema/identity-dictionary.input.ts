/** Of which hook point to make a dictionary of coordinates. */
import { Field, InputType } from './decorators.js';

@InputType('IdentityDictionaryInput')
export class IdentityDictionaryInputType {
  @Field(() => String)
  readonly model: string;

  @Field(() => String)
  readonly hookPoint: string;

  @Field(() => String)
  readonly name: string;
}
