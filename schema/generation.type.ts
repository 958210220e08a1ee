/** What a model goes on with, as it looks from outside; the domain's record is its own view. */
import { Field, Float, ObjectType } from './decorators.js';
import { TokenType } from './token.type.js';

@ObjectType('Generation', { simpleResolvers: true })
export class GenerationType {
  @Field(() => String)
  readonly text: string;

  @Field(() => [TokenType])
  readonly tokens: readonly TokenType[];

  @Field(() => [Float])
  readonly logProbabilities: Float64Array;
}
