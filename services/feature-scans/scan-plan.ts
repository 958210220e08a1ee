/** What is to be scanned: the input, checked whole and looked up in the catalog. */
import type { DatasetRecord } from '../../domain/dataset.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { FeatureScanInput, FeatureScanRecord } from '../../domain/feature-scan.js';
import type { ModelRecord } from '../../domain/model.js';
import { parseName } from '../../domain/name.js';
import type { Store } from '../../store/store.js';
import { parseInteger, parseShare } from '../argument-range.js';
import { checkSplitBy } from '../classifiers/row-groups.js';
import { parseSeed } from '../controls/seed.js';
import { getDictionariesOfOneModel } from '../dictionaries-of-one-model.js';
import { getHarvest } from '../prunings/known-frequencies.js';
import type { CatalogService, HarvestService } from '../services.js';

export interface ScanSource {
  readonly store: Pick<Store, 'dictionaries' | 'harvests' | 'featureScans'>;
  readonly catalog: CatalogService;
  readonly harvests: HarvestService;
}

export interface ScanPlan {
  readonly input: FeatureScanInput;
  readonly dataset: DatasetRecord;
  readonly dictionaries: readonly DictionaryRecord[];
  readonly model: ModelRecord;
  /** Ids of the harvests whose frequencies decide, one a dictionary; none without `maxFrequency`. */
  readonly harvests: readonly string[];
}

/** Fewer could not reach 0.05 with any certainty; more than these take hours. */
const permutationRange = { least: 100, most: 10_000, at: 'permutations' };

/**
 * Throws NAME_INVALID, DATASET_NOT_FOUND, DICTIONARY_NOT_FOUND, DATASET_COLUMN_MISSING, NOT_HARVESTED with
 * `maxFrequency`, and ARGUMENT_INVALID for dictionaries of several models and numbers out of range.
 */
export function planScan(given: FeatureScanInput, source: ScanSource): ScanPlan {
  const dataset = source.catalog.getDataset(given.dataset);
  const dictionaries = getDictionariesOfOneModel(given.dictionaries, source.catalog);
  const input = completeInput(given);
  checkSplitBy(input.splitBy, dataset);
  const harvests = input.maxFrequency === undefined ? [] : dictionaries.map((each) => getHarvest(source, each, undefined).id); // prettier-ignore
  return { input, dataset, dictionaries, model: source.catalog.getModel(dictionaries[0].model), harvests };
}

/** Fields in one order, so that the same input is the same text. */
function completeInput(given: FeatureScanInput): FeatureScanInput {
  const { name, dataset, dictionaries, pooling, splitBy, maxFrequency, permutations, seed } = given;
  return {
    ...{ name: parseName(name), dataset, dictionaries: [...dictionaries], pooling },
    ...(splitBy === undefined ? {} : { splitBy }),
    ...(maxFrequency === undefined ? {} : { maxFrequency: parseShare(maxFrequency, 'maxFrequency') }),
    permutations: parseInteger(permutations, permutationRange),
    seed: parseSeed(seed),
  };
}

/**
 * The scan of this name, when it is of the same input and of what the names stand for now. Throws NAME_TAKEN for another one.
 */
export function findSameScan({ store }: Pick<ScanSource, 'store'>, plan: ScanPlan): FeatureScanRecord | undefined {
  const existing = store.featureScans.find(plan.input.name);
  if (existing === undefined || isSameScan(existing, plan)) return existing;
  throw new ResearchError('NAME_TAKEN', `Another feature scan is kept as "${existing.name}".`, {
    at: 'name',
    fix: 'Give another name, or remove the scan first.',
  });
}

function isSameScan(existing: FeatureScanRecord, { input, dataset, dictionaries, model, harvests }: ScanPlan): boolean {
  const known = [existing.input, existing.datasetDigest, existing.positiveLabel, existing.modelDigest, existing.dictionaryDigests, existing.harvests]; // prettier-ignore
  const wanted = [input, dataset.digest, dataset.positiveLabel, model.digest, dictionaries.map(({ digest }) => digest), harvests]; // prettier-ignore
  return JSON.stringify(known) === JSON.stringify(wanted);
}
