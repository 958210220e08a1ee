/** The arguments of a tokenisation. */
import { ArgsType, Field } from './decorators.js';

@ArgsType()
export class TokenizeArgs {
  @Field(() => String)
  readonly model: string;

  @Field(() => String)
  readonly text: string;

  @Field(() => Boolean)
  readonly addSpecialTokens: boolean = true;
}
