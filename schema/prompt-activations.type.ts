/** Activations of a model on a prompt; the domain's record is its own view. */
import { Field, Int, ObjectType } from './decorators.js';
import { Float32Vector } from './scalars.js';
import { TokenType } from './token.type.js';

@ObjectType('PromptActivations', { simpleResolvers: true })
export class PromptActivationsType {
  @Field(() => [TokenType])
  readonly tokens: readonly TokenType[];

  @Field(() => [Int])
  readonly positions: readonly number[];

  @Field(() => Int)
  readonly width: number;

  @Field(() => Float32Vector, { description: 'row-major, one row a position' })
  readonly values: Float32Array;
}
