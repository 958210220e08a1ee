/** What was harvested, and how often its features fire. */
import { CorpusType, corpusView } from '../schema/corpus.type.js';
import { Args, Ctx, FieldResolver, Resolver, Root } from '../schema/decorators.js';
import { DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { FrequencyHistogramArgs } from '../schema/frequency-histogram.args.js';
import { HarvestType } from '../schema/harvest.type.js';
import { HistogramType } from '../schema/histogram.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => HarvestType)
export class HarvestResolver {
  @FieldResolver(() => DictionaryType)
  dictionary(@Root() { record }: HarvestType, @Ctx() { loaders }: RequestContext): DictionaryType {
    return dictionaryView(loaders.dictionaries.get(record.dictionary));
  }

  @FieldResolver(() => CorpusType)
  corpus(@Root() { record }: HarvestType, @Ctx() { loaders }: RequestContext): CorpusType {
    return corpusView(loaders.corpora.get(record.corpus));
  }

  @FieldResolver(() => HistogramType, {
    description: 'of log10 frequency; features that never fired are counted in `dead`, not in a bin',
  })
  frequencyHistogram(
    @Root() { record }: HarvestType,
    @Args(() => FrequencyHistogramArgs) { bins, from, to }: FrequencyHistogramArgs,
    @Ctx() { services }: RequestContext,
  ): HistogramType {
    return services.harvests.frequencyHistogram(record, bins, from, to);
  }
}
