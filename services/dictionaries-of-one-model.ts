/** The dictionaries that go together into passes of one model. */
import type { DictionaryRecord } from '../domain/dictionary.js';
import { ResearchError } from '../domain/errors.js';
import type { CatalogService } from './services.js';

/** In the order of the names, at least one. Throws DICTIONARY_NOT_FOUND, and ARGUMENT_INVALID unless one model has them all. */
export function getDictionariesOfOneModel(
  names: readonly string[],
  catalog: Pick<CatalogService, 'getDictionary'>,
): DictionaryRecord[] {
  if (names.length === 0) throw invalid('No dictionary is named.');
  if (new Set(names).size < names.length) throw invalid('A dictionary is named twice.');
  const dictionaries = names.map((name) => catalog.getDictionary(name));
  const models = [...new Set(dictionaries.map(({ model }) => model))];
  if (models.length > 1)
    throw invalid(`The dictionaries are of different models (${models.join(', ')}); one pass runs one model.`);
  return dictionaries;
}

function invalid(message: string): ResearchError {
  return new ResearchError('ARGUMENT_INVALID', message, { at: 'dictionaries' });
}
