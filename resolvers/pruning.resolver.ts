/** Making prunings, and what they were made of. */
import { removedIndices } from '../domain/surviving-features.js';
import { CorpusType, corpusView } from '../schema/corpus.type.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../schema/decorators.js';
import { DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { PruningInputType } from '../schema/pruning.input.js';
import { PruningType } from '../schema/pruning.type.js';
import { Uint32Vector } from '../schema/scalars.js';
import { withoutNulls } from '../schema/without-nulls.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => PruningType)
export class PruningResolver {
  @Mutation(() => DictionaryType, {
    description: 'a dictionary with some features removed, served like any other',
  })
  async createPruning(
    @Arg('input', () => PruningInputType) input: PruningInputType,
    @Ctx() { services }: RequestContext,
  ): Promise<DictionaryType> {
    return dictionaryView(await services.prunings.create(withoutNulls(input)));
  }

  @FieldResolver(() => DictionaryType)
  of(@Root() pruning: PruningType, @Ctx() { loaders }: RequestContext): DictionaryType {
    return dictionaryView(loaders.dictionaries.get(pruning.record.of));
  }

  @FieldResolver(() => DictionaryType, {
    description: 'the dictionary at the beginning of the chain of prunings: its are the weights and the indices',
  })
  root(@Root() pruning: PruningType, @Ctx() { loaders }: RequestContext): DictionaryType {
    return dictionaryView(loaders.dictionaries.get(pruning.record.root));
  }

  @FieldResolver(() => Uint32Vector, { description: 'indices that are gone, of the whole chain, ascending' })
  removedFeatures(@Root() { record }: PruningType): Uint32Array {
    return removedIndices(record);
  }

  @FieldResolver(() => CorpusType, { nullable: true, description: 'whose frequencies decided what is removed' })
  corpus(@Root() { record }: PruningType, @Ctx() { loaders }: RequestContext): CorpusType | null {
    if (record.corpus === undefined) return null;
    return corpusView(loaders.corpora.get(record.corpus));
  }
}
