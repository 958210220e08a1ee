/** The corpus behind a feature's statistics. */
import { CorpusType, corpusView } from '../schema/corpus.type.js';
import { Ctx, FieldResolver, Resolver, Root } from '../schema/decorators.js';
import { FeatureStatisticsType } from '../schema/feature-statistics.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => FeatureStatisticsType)
export class FeatureStatisticsResolver {
  @FieldResolver(() => CorpusType)
  corpus(@Root() { corpusName }: FeatureStatisticsType, @Ctx() { loaders }: RequestContext): CorpusType {
    return corpusView(loaders.corpora.get(corpusName));
  }
}
