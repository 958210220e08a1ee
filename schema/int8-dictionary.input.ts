/** Which dictionary to make an int8 one of, and on what to measure its error. */
import { Field, InputType, Int } from './decorators.js';

@InputType('Int8DictionaryInput')
export class Int8DictionaryInputType {
  @Field(() => String)
  readonly name: string;

  @Field(() => String, { description: 'a float32 dictionary that is no pruning and no identity dictionary' })
  readonly of: string;

  @Field(() => String, {
    nullable: true,
    description:
      'on which the error is measured; default: that of the newest harvest of `of`, otherwise the only one there is',
  })
  readonly corpus?: string | null;

  @Field(() => Int, { description: 'tokens of the corpus, from its beginning, that are read for that at most' })
  readonly maxTokens: number = 4096;
}
