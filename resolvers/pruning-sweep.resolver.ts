/** Pruning sweeps: starting one, and what it is about. */
import { CorpusType, corpusView } from '../schema/corpus.type.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../schema/decorators.js';
import { DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { JobType, jobView } from '../schema/job.type.js';
import { PruningSweepInputType, toPruningSweepInput } from '../schema/pruning-sweep.input.js';
import { PruningSweepType } from '../schema/pruning-sweep.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => PruningSweepType)
export class PruningSweepResolver {
  @Mutation(() => JobType, {
    description:
      'the curve of L0, error and loss recovered over frequency thresholds, beside random removals of equal count',
  })
  startPruningSweep(
    @Arg('input', () => PruningSweepInputType) input: PruningSweepInputType,
    @Ctx() { services }: RequestContext,
  ): JobType {
    return jobView(services.pruningSweeps.start(toPruningSweepInput(input)));
  }

  @FieldResolver(() => DictionaryType)
  dictionary(@Root() { record }: PruningSweepType, @Ctx() { loaders }: RequestContext): DictionaryType {
    return dictionaryView(loaders.dictionaries.get(record.dictionary));
  }

  @FieldResolver(() => CorpusType)
  corpus(@Root() { record }: PruningSweepType, @Ctx() { loaders }: RequestContext): CorpusType {
    return corpusView(loaders.corpora.get(record.corpus));
  }
}
