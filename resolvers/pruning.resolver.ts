/** What a pruning was made of. */
import { CorpusType, corpusView } from '../schema/corpus.type.js';
import { Ctx, FieldResolver, Resolver, Root } from '../schema/decorators.js';
import { DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { PruningType } from '../schema/pruning.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => PruningType)
export class PruningResolver {
  @FieldResolver(() => DictionaryType)
  of(@Root() pruning: PruningType, @Ctx() { loaders }: RequestContext): DictionaryType {
    return dictionaryView(loaders.dictionaries.get(pruning.record.of));
  }

  @FieldResolver(() => CorpusType, { nullable: true })
  corpus(@Root() { record }: PruningType, @Ctx() { loaders }: RequestContext): CorpusType | null {
    if (record.corpus === undefined) return null;
    return corpusView(loaders.corpora.get(record.corpus));
  }
}
