/** Corpora and how many tokens they have. */
import type { Connection } from '../schema/connection.js';
import { connectionView } from '../schema/connection.js';
import { CorpusConnection, CorpusType, corpusView } from '../schema/corpus.type.js';
import { Arg, Args, Ctx, FieldResolver, Float, Query, Resolver, Root } from '../schema/decorators.js';
import { PageArgs, toPageRequest } from '../schema/page.args.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => CorpusType)
export class CorpusResolver {
  @Query(() => CorpusConnection)
  corpora(@Args(() => PageArgs) page: PageArgs, @Ctx() { services }: RequestContext): Connection<CorpusType> {
    return connectionView(services.catalog.corpora(toPageRequest(page)), corpusView);
  }

  @Query(() => CorpusType, { nullable: true })
  corpus(@Arg('name', () => String) name: string, @Ctx() { loaders }: RequestContext): CorpusType {
    return corpusView(loaders.corpora.get(name));
  }

  @FieldResolver(() => Float, { nullable: true, description: 'null until it has been tokenised for the model' })
  tokens(
    @Root() corpus: CorpusType,
    @Arg('model', () => String) model: string,
    @Ctx() { loaders, services }: RequestContext,
  ): number | null {
    return services.catalog.corpusTokens(corpus.record, loaders.models.get(model));
  }
}
