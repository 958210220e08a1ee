/** What a feature does to the next token, as it looks from outside. */
import type { NextTokenEffect } from '../domain/feature-effect.js';
import { ContextType, contextView } from './context.type.js';
import { ArgsType, Field, Float, Int, ObjectType } from './decorators.js';
import { TokenType } from './token.type.js';

@ObjectType('TokenLogit', { simpleResolvers: true })
export class TokenLogitType {
  @Field(() => TokenType)
  readonly token: TokenType;

  @Field(() => Float)
  readonly logit: number;
}

/** The domain's record is its own view. */
@ObjectType('LogitEffect', { simpleResolvers: true })
export class LogitEffectType {
  @Field(() => [TokenLogitType])
  readonly promoted: readonly TokenLogitType[];

  @Field(() => [TokenLogitType])
  readonly suppressed: readonly TokenLogitType[];
}

@ObjectType('NextTokenEffect', { simpleResolvers: true })
export class NextTokenEffectType {
  @Field(() => ContextType)
  readonly context: ContextType;

  @Field(() => [TokenType])
  readonly tokens: readonly TokenType[];

  @Field(() => [Float])
  readonly logProbabilityChange: Float32Array;
}

export function nextTokenEffectView({ context, tokens, logProbabilityChange }: NextTokenEffect): NextTokenEffectType {
  return { context: contextView(context), tokens, logProbabilityChange };
}

@ArgsType()
export class NextTokenEffectArgs {
  @Field(() => String, { nullable: true })
  readonly corpus?: string | null;

  @Field(() => Int)
  readonly contexts: number = 8;

  @Field(() => Int)
  readonly tokens: number = 8;
}
