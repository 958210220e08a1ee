/** Texts as the tokens of a model. */
import { Arg, Ctx, Query, Resolver } from '../schema/decorators.js';
import { TokenType } from '../schema/token.type.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class TokenResolver {
  @Query(() => [TokenType])
  async tokenize(
    @Arg('model', () => String) model: string,
    @Arg('text', () => String) text: string,
    @Arg('addSpecialTokens', () => Boolean, { defaultValue: true }) addSpecialTokens: boolean,
    @Ctx() { services }: RequestContext,
  ): Promise<readonly TokenType[]> {
    return services.tokens.tokenize(model, text, addSpecialTokens);
  }
}
