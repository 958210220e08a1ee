/** How a feature fires on one token, as it looks from outside; the service's answer is its own view. */
import { Field, Float, Int, ObjectType } from './decorators.js';
import { TokenType } from './token.type.js';

@ObjectType('TokenStatistics', { simpleResolvers: true })
export class TokenStatisticsType {
  @Field(() => TokenType)
  readonly token: TokenType;

  @Field(() => Int)
  readonly firings: number;

  @Field(() => Float)
  readonly shareOfFirings: number;

  @Field(() => Float)
  readonly meanActivation: number;
}
