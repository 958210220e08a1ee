/** What an evaluation is asked to read, checked against what there is. */
import type { ClassifierRecord } from '../../domain/classifier.js';
import type { DatasetRecord } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import type { EvaluationInput } from '../../domain/evaluation.js';
import { didYouMean } from '../../domain/nearest-name.js';
import { getCurrentParts, type CurrentParts } from '../classifiers/current-parts.js';
import type { CatalogService, ClassifierService } from '../services.js';

export interface EvaluationPlan {
  readonly classifier: ClassifierRecord;
  readonly parts: CurrentParts;
  readonly dataset: DatasetRecord;
  readonly groupBy: readonly string[];
  /** Whether the data set is the one that the classifier was made from. */
  readonly isOwn: boolean;
}

export interface PlanningOptions {
  readonly catalog: CatalogService;
  readonly classifiers: Pick<ClassifierService, 'get'>;
}

/**
 * Throws CLASSIFIER_NOT_FOUND, CLASSIFIER_STALE, DATASET_NOT_FOUND, DATASET_COLUMN_MISSING for an unknown column,
 * ARGUMENT_INVALID for one that is named twice, and POSITIVE_LABEL_INVALID for a data set without the classifier's label.
 */
export function planEvaluation(input: EvaluationInput, { catalog, classifiers }: PlanningOptions): EvaluationPlan {
  const classifier = classifiers.get(input.classifier);
  const parts = getCurrentParts(classifier, catalog);
  const dataset = catalog.getDataset(input.dataset);
  checkColumns(input.groupBy, dataset);
  checkLabel(classifier, dataset);
  const isOwn = dataset.digest === classifier.datasetDigest;
  return { classifier, parts, dataset, groupBy: input.groupBy, isOwn };
}

/** With its fields in one order. */
export function completeEvaluationInput({ classifier, dataset, groupBy }: EvaluationInput): EvaluationInput {
  return { classifier, dataset, groupBy };
}

/** Under which evaluations are found. */
export function evaluationSubject({ classifier, dataset, groupBy }: EvaluationInput): readonly string[] {
  return [classifier, dataset, JSON.stringify(groupBy)];
}

function checkColumns(groupBy: readonly string[], { name, groups }: DatasetRecord): void {
  const known = groups.map(({ column }) => column);
  for (const [place, column] of groupBy.entries()) {
    const at = `groupBy[${place}]`;
    if (groupBy.indexOf(column) !== place)
      throw new ResearchError('ARGUMENT_INVALID', `The column "${column}" is named twice.`, { at });
    if (known.includes(column)) continue;
    const there = known.length === 0 ? ' It has none.' : ` It has ${known.map((other) => `"${other}"`).join(', ')}.`;
    const message = `The data set "${name}" has no group column "${column}".${didYouMean(column, known)}${there}`;
    throw new ResearchError('DATASET_COLUMN_MISSING', message, { at });
  }
}

/** Rows whose labels mean something else would be counted as negative ones. */
function checkLabel({ name, positiveLabel }: ClassifierRecord, dataset: DatasetRecord): void {
  if (dataset.classes.some(({ label }) => label === positiveLabel)) return;
  const labels = dataset.classes.map(({ label }) => `"${label}"`).join(', ');
  const message = `What "${name}" calls positive is "${positiveLabel}"; the labels of "${dataset.name}" are ${labels}.`;
  throw new ResearchError('POSITIVE_LABEL_INVALID', message, {
    at: 'dataset',
    fix: 'Import the data set again with the same name for the positive label.',
  });
}
