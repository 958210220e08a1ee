/** The corpus of a context, its words, and the words around it. */
import { ContextType } from '../schema/context.type.js';
import { CorpusType, corpusView } from '../schema/corpus.type.js';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from '../schema/decorators.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => ContextType)
export class ContextResolver {
  @FieldResolver(() => CorpusType)
  corpus(@Root() { record }: ContextType, @Ctx() { loaders }: RequestContext): CorpusType {
    return corpusView(loaders.corpora.get(record.corpus));
  }

  @FieldResolver(() => String)
  text(@Root() { record }: ContextType, @Ctx() { services }: RequestContext): string {
    return services.contexts.text(record);
  }

  @FieldResolver(() => [String])
  tokens(@Root() { record }: ContextType, @Ctx() { services }: RequestContext): string[] {
    return services.contexts.tokenTexts(record);
  }

  @FieldResolver(() => [String], {
    description: 'tokens of the document before and after the window, to read on',
  })
  before(
    @Root() { record }: ContextType,
    @Arg('tokens', () => Int, { defaultValue: 32 }) tokens: number,
    @Ctx() { services }: RequestContext,
  ): string[] {
    return services.contexts.before(record, tokens);
  }

  @FieldResolver(() => [String])
  after(
    @Root() { record }: ContextType,
    @Arg('tokens', () => Int, { defaultValue: 32 }) tokens: number,
    @Ctx() { services }: RequestContext,
  ): string[] {
    return services.contexts.after(record, tokens);
  }
}
