/** The model and the dictionaries that a classifier reads, if they are still those that it was made from. */
import type { ClassifierRecord } from '../../domain/classifier.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { ModelRecord } from '../../domain/model.js';
import type { CatalogService } from '../services.js';
import { membersOf } from './score-rows.js';

export interface CurrentParts {
  readonly model: ModelRecord;
  /** Of the members, each once, in the order of the members; none of a probe. */
  readonly dictionaries: readonly DictionaryRecord[];
}

/** Throws CLASSIFIER_STALE. */
export function getCurrentParts(
  classifier: ClassifierRecord,
  catalog: Pick<CatalogService, 'findModel' | 'findDictionary'>,
): CurrentParts {
  const model = catalog.findModel(classifier.model);
  if (model?.digest !== classifier.modelDigest || model.tokenizerDigest !== classifier.tokenizerDigest)
    throw stale(classifier, `model "${classifier.model}"`, model);
  const names = new Set(membersOf(classifier).map(({ feature }) => feature.dictionary));
  const dictionaries = Array.from(names, (name) => {
    const dictionary = catalog.findDictionary(name);
    if (dictionary?.digest !== digestOfDictionary(classifier, name))
      throw stale(classifier, `dictionary "${name}"`, dictionary);
    return dictionary;
  });
  return { model, dictionaries: dictionaries.filter((dictionary) => dictionary !== undefined) };
}

function digestOfDictionary(classifier: ClassifierRecord, name: string): string | undefined {
  if (classifier.kind === 'FEATURE') return classifier.dictionaryDigest;
  return classifier.kind === 'ENSEMBLE' ? classifier.dictionaryDigests[name] : undefined;
}

function stale({ name }: ClassifierRecord, what: string, found: object | undefined): ResearchError {
  const how = found ? 'is another one now' : 'is gone';
  return new ResearchError('CLASSIFIER_STALE', `The classifier "${name}" was made from the ${what}, which ${how}.`, {
    at: 'classifier',
  });
}
