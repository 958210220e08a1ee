/** Which feature is to become a classifier of which rows: the input, checked whole and looked up in the catalog. */
import type { ClassifierRecord, FeatureClassifierInput, RowDivision } from '../../domain/classifier.js';
import type { DatasetRecord } from '../../domain/dataset.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { ModelRecord } from '../../domain/model.js';
import { parseName } from '../../domain/name.js';
import { hasFeature } from '../../domain/surviving-features.js';
import type { NamedTable } from '../../store/store.js';
import { checkOpenShare } from '../argument-range.js';
import { parseSeed } from '../controls/seed.js';
import { findSame } from '../imports/register.js';
import type { CatalogService } from '../services.js';
import { checkSplitBy } from './row-groups.js';

export interface FeatureClassifierPlan {
  /** Its fields in one order. */
  readonly input: FeatureClassifierInput;
  readonly dataset: DatasetRecord;
  readonly model: ModelRecord;
  readonly dictionary: DictionaryRecord;
  readonly division: RowDivision;
}

/**
 * Throws NAME_INVALID, DATASET_NOT_FOUND, DICTIONARY_NOT_FOUND, FEATURE_NOT_FOUND, DATASET_COLUMN_MISSING and ARGUMENT_INVALID
 * for a rate that is no share.
 */
export function planFeatureClassifier(given: FeatureClassifierInput, catalog: CatalogService): FeatureClassifierPlan {
  const { feature, splitBy, targetFalsePositiveRate: rate } = given;
  const dataset = catalog.getDataset(given.dataset);
  const dictionary = catalog.getDictionary(feature.dictionary);
  if (!hasFeature(dictionary, feature.index))
    throw new ResearchError('FEATURE_NOT_FOUND', `"${dictionary.name}" has no feature ${feature.index}.`, {
      at: 'feature',
    });
  checkSplitBy(splitBy, dataset);
  if (rate !== undefined) checkOpenShare(rate, 'targetFalsePositiveRate');
  const input = completeInput(given);
  const division = { splitBy: splitBy ?? null, seed: input.seed };
  return { input, dataset, dictionary, model: catalog.getModel(dictionary.model), division };
}

/** The classifier of the plan's name when it was made from the same; throws NAME_TAKEN when it is another one. */
export function findSameFeature(
  classifiers: NamedTable<ClassifierRecord>,
  { input, dataset, model, dictionary }: FeatureClassifierPlan,
): ClassifierRecord | undefined {
  return findSame(
    classifiers,
    { name: input.name },
    (existing) =>
      existing.kind === 'FEATURE' &&
      existing.modelDigest === model.digest &&
      existing.tokenizerDigest === model.tokenizerDigest &&
      existing.dictionaryDigest === dictionary.digest &&
      existing.datasetDigest === dataset.digest &&
      existing.positiveLabel === dataset.positiveLabel &&
      JSON.stringify(existing.input) === JSON.stringify(input),
  );
}

function completeInput(given: FeatureClassifierInput): FeatureClassifierInput {
  const { name, feature, dataset, pooling, targetFalsePositiveRate, splitBy, seed } = given;
  return {
    ...{ name: parseName(name), feature: { dictionary: feature.dictionary, index: feature.index }, dataset, pooling },
    ...(targetFalsePositiveRate !== undefined && { targetFalsePositiveRate }),
    ...(splitBy !== undefined && { splitBy }),
    seed: parseSeed(seed),
  };
}
