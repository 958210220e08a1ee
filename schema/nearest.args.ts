/** Among which features the nearest are looked for, by which vectors, and how many are shown. */
import type { DictionaryVectors } from '../domain/similarity.js';
import { ArgsType, Field, Int } from './decorators.js';
import { DictionaryVectorsEnum } from './enums.js';

@ArgsType()
export class NearestArgs {
  @Field(() => String, { nullable: true })
  readonly dictionary?: string | null;

  @Field(() => DictionaryVectorsEnum)
  readonly vectors: DictionaryVectors = 'DECODER';

  @Field(() => Int)
  readonly first: number = 10;
}
