/** What to compare and how: the same as arguments of a query and as the input of a mutation. */
import type { DictionaryVectors, SimilarityInput, SimilarityMatrixInput } from '../domain/similarity.js';
import { AliveRuleInput } from './alive-rule.input.js';
import { ArgsType, Field, InputType } from './decorators.js';
import { DictionaryVectorsEnum } from './enums.js';
import { withoutNulls } from './without-nulls.js';

@ArgsType()
@InputType('SimilarityInput')
export class SimilarityInputType {
  @Field(() => String)
  readonly truth: string;

  @Field(() => String)
  readonly query: string;

  @Field(() => DictionaryVectorsEnum)
  readonly vectors: DictionaryVectors = 'DECODER';

  @Field(() => AliveRuleInput, { nullable: true })
  readonly alive?: AliveRuleInput | null;
}

@ArgsType()
@InputType('SimilarityMatrixInput')
export class SimilarityMatrixInputType {
  @Field(() => [String])
  readonly dictionaries: readonly string[];

  @Field(() => DictionaryVectorsEnum)
  readonly vectors: DictionaryVectors = 'DECODER';

  @Field(() => AliveRuleInput, { nullable: true })
  readonly alive?: AliveRuleInput | null;
}

export function toSimilarityInput(input: SimilarityInputType): SimilarityInput {
  return withoutNulls(input);
}

export function toSimilarityMatrixInput(input: SimilarityMatrixInputType): SimilarityMatrixInput {
  return withoutNulls(input);
}
