/** Which dictionary to make an int8 one of, and on what to measure its error. */
import { Field, InputType, Int } from './decorators.js';

@InputType('Int8DictionaryInput')
export class Int8DictionaryInputType {
  @Field(() => String)
  readonly name: string;

  @Field(() => String, { description: 'a float32 dictionary that is no pruning' })
  readonly of: string;

  @Field(() => String, { description: 'on which the error is measured' })
  readonly corpus: string;

  @Field(() => Int, { description: 'tokens of the corpus, from its beginning, that are read for that at most' })
  readonly maxTokens: number = 4096;
}
