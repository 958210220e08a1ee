/** What a probe is to be made of: the input, checked whole and looked up in the catalog. */
import type { ProbeInput, RowDivision } from '../../domain/classifier.js';
import type { DatasetRecord } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import { getHookPoint, type HookPoint } from '../../domain/hook-point.js';
import type { ModelRecord } from '../../domain/model.js';
import { parseName } from '../../domain/name.js';
import { checkOpenShare } from '../argument-range.js';
import { parseSeed } from '../controls/seed.js';
import type { CatalogService } from '../services.js';
import { checkSplitBy } from './row-groups.js';

export interface ProbePlan {
  /** With its defaults filled in, its fields in one order. */
  readonly input: ProbeInput;
  readonly dataset: DatasetRecord;
  readonly model: ModelRecord;
  readonly hookPoint: HookPoint;
  readonly division: RowDivision;
}

/** The covariance of wider activations is gigabytes, and takes hours. */
const mostWhitened = 4096;

/**
 * Throws NAME_INVALID, DATASET_NOT_FOUND, MODEL_NOT_FOUND, HOOK_POINT_UNKNOWN, DATASET_COLUMN_MISSING for an unknown column to
 * divide by, and ARGUMENT_INVALID.
 */
export function planProbe(given: ProbeInput, catalog: Pick<CatalogService, 'getDataset' | 'getModel'>): ProbePlan {
  const dataset = catalog.getDataset(given.dataset);
  const model = catalog.getModel(given.model);
  const hookPoint = getHookPoint(given.hookPoint, model.hookPoints);
  const { splitBy, seed, targetFalsePositiveRate: rate } = given;
  checkSplitBy(splitBy, dataset);
  checkC(given);
  checkWhitening(given, hookPoint);
  if (rate !== undefined) checkOpenShare(rate, 'targetFalsePositiveRate');
  const input = completeInput(given, hookPoint.name);
  return { input, dataset, model, hookPoint, division: { splitBy: splitBy ?? null, seed } };
}

function completeInput(given: ProbeInput, hookPoint: string): ProbeInput {
  const { name, dataset, model, kind, pooling, standardize, whiten, c, targetFalsePositiveRate, splitBy, seed } = given;
  return {
    ...{ name: parseName(name), dataset, model, hookPoint, kind, pooling, standardize },
    ...(kind === 'MASS_MEAN' && { whiten: whiten ?? false }),
    ...(c !== undefined && { c }),
    ...(targetFalsePositiveRate !== undefined && { targetFalsePositiveRate }),
    ...(splitBy !== undefined && { splitBy }),
    seed: parseSeed(seed),
  };
}

function checkC({ kind, c }: ProbeInput): void {
  if (c === undefined) return;
  if (kind === 'MASS_MEAN') throw invalid('c', 'A mass-mean probe has no "c".');
  if (!(c > 0 && c <= 1e12)) throw invalid('c', `"c" is ${c}; a number above 0, at most 1e12, is allowed.`);
}

function checkWhitening({ kind, whiten }: ProbeInput, { name, width }: HookPoint): void {
  if (whiten !== true) return;
  if (kind !== 'MASS_MEAN') throw invalid('whiten', 'Only a mass-mean probe can be whitened.');
  if (width > mostWhitened)
    throw invalid('whiten', `"${name}" is ${width} wide; activations of at most ${mostWhitened} can be whitened.`);
}

function invalid(at: string, message: string): ResearchError {
  return new ResearchError('ARGUMENT_INVALID', message, { at });
}
