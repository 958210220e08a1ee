/** Dictionaries that encode in int8. */
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../schema/decorators.js';
import { DictionaryType } from '../schema/dictionary.type.js';
import { EncodingErrorType } from '../schema/encoding-error.type.js';
import { Int8DictionaryInputType } from '../schema/int8-dictionary.input.js';
import { JobType, jobView } from '../schema/job.type.js';
import { withoutNulls } from '../schema/without-nulls.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => DictionaryType)
export class Int8DictionaryResolver {
  @Mutation(() => JobType, {
    description: 'a dictionary that encodes in int8 and is else like `of`, with what that changes measured on a corpus',
  })
  startInt8Dictionary(
    @Arg('input', () => Int8DictionaryInputType) input: Int8DictionaryInputType,
    @Ctx() { services }: RequestContext,
  ): JobType {
    return jobView(services.int8Dictionaries.start(withoutNulls(input)));
  }

  @FieldResolver(() => EncodingErrorType, {
    nullable: true,
    description: 'null where the encoder is float32; of a pruning, what was measured of its root',
  })
  encodingError(@Root() { record }: DictionaryType): EncodingErrorType | null {
    return record.encodingError ?? null;
  }
}
