/** How far an int8 encoder is from float32's, as it looks from outside. */
import type { EncodingError } from '../domain/dictionary.js';
import { Field, Float, Int, ObjectType } from './decorators.js';

@ObjectType('EncodingError', {
  simpleResolvers: true,
  description:
    'int8 against float32 on the first tokens of a corpus, over pairs of a counted token and a feature; a number that would be ' +
    'divided by zero is null',
})
export class EncodingErrorType implements EncodingError {
  @Field(() => String, { description: 'name of the float32 dictionary it was made from' })
  readonly of: string;

  @Field(() => String)
  readonly ofDigest: string;

  @Field(() => String, { description: 'name of the corpus; the removal of a corpus leaves it' })
  readonly corpus: string;

  @Field(() => String)
  readonly corpusDigest: string;

  @Field(() => Int, { description: 'tokens of the corpus that were read at most' })
  readonly maxTokens: number;

  @Field(() => Int, { description: 'counted tokens: special ones are not' })
  readonly tokens: number;

  @Field(() => Float, { description: 'pairs at which float32 fires' })
  readonly firings: number;

  @Field(() => Float, { description: 'largest absolute difference of the two activations' })
  readonly largest: number;

  @Field(() => Float, {
    nullable: true,
    description: 'root mean square of the difference, over the pairs at which either fires',
  })
  readonly rootMeanSquare: number | null;

  @Field(() => Float, { nullable: true, description: "root mean square of float32's activation over the same pairs" })
  readonly activationRootMeanSquare: number | null;

  @Field(() => Float, { nullable: true, description: 'pairs at which float32 alone fires / firings' })
  readonly missedShare: number | null;

  @Field(() => Float, { nullable: true, description: 'pairs at which int8 alone fires / firings' })
  readonly addedShare: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'share of the features that float32 fires at a token at which int8 fires too, mean over the tokens with any; of TopK the ' +
      'overlap of the two selections',
  })
  readonly overlap: number | null;
}
