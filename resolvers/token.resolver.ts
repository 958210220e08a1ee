/** Texts as the tokens of a model. */
import { Args, Ctx, Query, Resolver } from '../schema/decorators.js';
import { TokenType } from '../schema/token.type.js';
import { TokenizeArgs } from '../schema/tokenize.args.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class TokenResolver {
  @Query(() => [TokenType])
  async tokenize(
    @Args(() => TokenizeArgs) { model, text, addSpecialTokens }: TokenizeArgs,
    @Ctx() { services }: RequestContext,
  ): Promise<readonly TokenType[]> {
    return services.tokens.tokenize(model, text, addSpecialTokens);
  }
}
