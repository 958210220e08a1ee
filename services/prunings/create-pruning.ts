/** Making a dictionary without some features of another: by frequency, by list, or both. */
import type { DictionaryRecord, Pruning } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import { parseName } from '../../domain/name.js';
import type { Store } from '../../store/store.js';
import { parseShare } from '../argument-range.js';
import { givenConditions } from '../given-conditions.js';
import { register } from '../imports/register.js';
import type { CatalogService, HarvestService, PruningRequest, PruningService } from '../services.js';
import { rootOf } from '../weights-folder.js';
import { getFrequencies } from './known-frequencies.js';
import { prunedDictionary } from './pruned-dictionary.js';
import { outsideOf, parseRemoved } from './removed-features.js';

export interface PruningsOptions {
  readonly store: Pick<Store, 'dictionaries' | 'harvests'>;
  readonly catalog: CatalogService;
  readonly harvests: HarvestService;
}

/** The same removal by the same options under the same name gives the record that is there. */
export function createPrunings(options: PruningsOptions): PruningService {
  const { store, catalog } = options;
  return {
    create(request) {
      checkRequest(request);
      const of = catalog.getDictionary(request.dictionary);
      const listed = parseRemoved(request.removeFeatures ?? [], of);
      const { removed, ...made } = byFrequency(options, of, request);
      const plan = { name: request.name, root: rootOf(store, of), of, removed: [...listed, ...removed] };
      const pruned = prunedDictionary(plan);
      if (pruned.size === 0) throw nothingLeft(of, request);
      return register(store.dictionaries, { ...pruned, pruning: { ...pruned.pruning, ...made } }, isSamePruning);
    },
  };
}

function checkRequest({ name, corpus, maxFrequency, minFrequency, removeFeatures }: PruningRequest): void {
  parseName(name);
  if (maxFrequency !== undefined) parseShare(maxFrequency, 'maxFrequency');
  if (minFrequency !== undefined) parseShare(minFrequency, 'minFrequency');
  const isByFrequency = maxFrequency !== undefined || minFrequency !== undefined;
  if (!isByFrequency && removeFeatures === undefined)
    throw new ResearchError('ARGUMENT_INVALID', 'Nothing says which features are to be removed.', {
      at: 'removeFeatures',
      fix: 'Give maxFrequency, minFrequency, removeFeatures, or several of them.',
    });
  if (!isByFrequency && corpus !== undefined)
    throw new ResearchError('ARGUMENT_INVALID', 'A corpus says how often features fire, and no frequency is given.', {
      at: 'corpus',
      fix: 'Give maxFrequency or minFrequency too, or leave the corpus out.',
    });
}

type ByFrequency = Pick<Pruning, 'maxFrequency' | 'minFrequency' | 'corpus'> & { readonly removed: readonly number[] };

function byFrequency(options: PruningsOptions, of: DictionaryRecord, request: PruningRequest): ByFrequency {
  const { maxFrequency, minFrequency, corpus } = request;
  const bounds = givenConditions({ maxFrequency, minFrequency });
  if (Object.keys(bounds).length === 0) return { removed: [] };
  const { harvest, frequency_F } = getFrequencies(options, of, corpus);
  return { ...bounds, corpus: harvest.corpus, removed: outsideOf(bounds, of, frequency_F) };
}

function isSamePruning({ pruning: existing, ...kept }: DictionaryRecord, wanted: DictionaryRecord): boolean {
  return (
    kept.digest === wanted.digest &&
    kept.model === wanted.model &&
    kept.hookPoint === wanted.hookPoint &&
    existing?.of === wanted.pruning?.of &&
    existing?.maxFrequency === wanted.pruning?.maxFrequency &&
    existing?.minFrequency === wanted.pruning?.minFrequency &&
    existing?.corpus === wanted.pruning?.corpus
  );
}

function nothingLeft({ name, size }: DictionaryRecord, { maxFrequency, minFrequency }: PruningRequest): ResearchError {
  const at =
    maxFrequency !== undefined ? 'maxFrequency' : minFrequency !== undefined ? 'minFrequency' : 'removeFeatures';
  return new ResearchError('ARGUMENT_INVALID', `All ${size} features of "${name}" would be removed.`, { at });
}
