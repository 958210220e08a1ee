/** A token of a vocabulary, as it looks from outside; the domain's record is its own view. */
import { Field, Int, ObjectType } from './decorators.js';

@ObjectType('Token', { simpleResolvers: true })
export class TokenType {
  @Field(() => Int)
  readonly id: number;

  @Field(() => String, { description: 'as the tokenizer spells it, byte-level marks resolved' })
  readonly text: string;

  @Field(() => Boolean)
  readonly special: boolean;
}
