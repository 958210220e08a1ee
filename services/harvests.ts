/** Published harvests and what they say about a dictionary as a whole. */
import { ResearchError } from '../domain/errors.js';
import type { Store } from '../store/store.js';
import { parseInteger } from './argument-range.js';
import { frequencyHistogram } from './features/frequency-histogram.js';
import type { CatalogService, HarvestService } from './services.js';

export interface HarvestsOptions {
  readonly store: Pick<Store, 'harvests'>;
  readonly catalog: CatalogService;
}

/** Finds harvests; a corpus that is named must be registered. */
export function createHarvests({ store, catalog }: HarvestsOptions): HarvestService {
  return {
    find(dictionary, corpus) {
      if (corpus !== undefined) catalog.getCorpus(corpus);
      return store.harvests.find(dictionary, corpus);
    },
    findById: (id) => store.harvests.get(id),
    frequencyHistogram(harvest, bins, from, to) {
      parseInteger(bins, { least: 1, most: 1000, at: 'bins' });
      if (!(from < to)) {
        throw new ResearchError('ARGUMENT_INVALID', `"from" is ${from} and "to" is ${to}; "from" must be below "to".`, {
          at: 'from',
        });
      }
      const { firings_F } = store.harvests.open(harvest.id).columns;
      return frequencyHistogram(firings_F, harvest.tokens, { bins, from, to });
    },
  };
}
