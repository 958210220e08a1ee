/** What to compare and how: the same as arguments of a query and as the input of a mutation. */
import type {
  DictionaryVectors,
  RandomVectorKind,
  SimilarityInput,
  SimilarityMatrixInput,
} from '../domain/similarity.js';
import { AliveRuleInput } from './alive-rule.input.js';
import { ArgsType, Field, InputType } from './decorators.js';
import { DictionaryVectorsEnum, RandomVectorsEnum } from './enums.js';
import { withoutNulls } from './without-nulls.js';

/** Which similarity is meant. */
@ArgsType()
@InputType()
export class SimilarityArgs {
  @Field(() => String)
  readonly truth: string;

  @Field(() => String)
  readonly query: string;

  @Field(() => DictionaryVectorsEnum)
  readonly vectors: DictionaryVectors = 'DECODER';

  @Field(() => AliveRuleInput, { nullable: true })
  readonly alive?: AliveRuleInput | null;
}

@InputType('SimilarityInput')
export class SimilarityInputType extends SimilarityArgs {
  @Field(() => RandomVectorsEnum, {
    description: "COVARIANCE draws random vectors with the mean and covariance of the truth's as well",
  })
  readonly randomVectors: RandomVectorKind = 'UNIFORM';
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

export function toSimilarityInput(input: SimilarityArgs): SimilarityInput {
  return withoutNulls(input);
}

export function toSimilarityMatrixInput(input: SimilarityMatrixInputType): SimilarityMatrixInput {
  return withoutNulls(input);
}
