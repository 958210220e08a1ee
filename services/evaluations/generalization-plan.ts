/** A generalisation matrix: which probes are to be fitted and read where, checked whole. */
import type { ProbeInput, ProbeKind } from '../../domain/classifier.js';
import type { DatasetRecord } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import type { GeneralizationInput, GeneralizationRecord } from '../../domain/evaluation.js';
import { parseName } from '../../domain/name.js';
import type { NamedTable } from '../../store/store.js';
import { planProbe, type ProbePlan } from '../classifiers/probe-plan.js';
import { parseSeed } from '../controls/seed.js';
import { findSame } from '../imports/register.js';
import type { CatalogService } from '../services.js';

export interface GeneralizationPlan {
  /** Its fields in one order. */
  readonly input: GeneralizationInput;
  readonly modelDigest: string;
  readonly datasets: readonly DatasetRecord[];
  /** Of every kind on every data set, kind by kind. */
  readonly probes: readonly ProbePlan[];
}

/** Every one is read on every other: the matrix of more takes hours. */
const mostDatasets = 20;

/**
 * Throws NAME_INVALID, DATASET_NOT_FOUND, MODEL_NOT_FOUND, HOOK_POINT_UNKNOWN, ARGUMENT_INVALID for no data set, too many or one
 * named twice, and for no kind, and POSITIVE_LABEL_INVALID where data sets call different things positive.
 */
export function planGeneralization(given: GeneralizationInput, catalog: CatalogService): GeneralizationPlan {
  const { datasets: names, model, hookPoint, pooling } = given;
  const kinds = distinct(given.kinds, 'kinds', 2);
  const datasets = distinct(names, 'datasets', mostDatasets).map((name) => catalog.getDataset(name));
  checkLabels(datasets);
  const [name, seed] = [parseName(given.name), parseSeed(given.seed)];
  const probeOf = (kind: ProbeKind, dataset: DatasetRecord): ProbeInput => ({
    ...{ name, dataset: dataset.name, model, hookPoint, kind, pooling, standardize: true, seed },
  });
  const probes = kinds.flatMap((kind) => datasets.map((dataset) => planProbe(probeOf(kind, dataset), catalog)));
  const input = { name, datasets: [...names], model, hookPoint: probes[0].hookPoint.name, kinds, pooling, seed };
  return { input, modelDigest: probes[0].model.digest, datasets, probes };
}

/** The matrix of this name when it was made from the same; throws NAME_TAKEN when it is another one. */
export function findSameGeneralization(
  table: NamedTable<GeneralizationRecord>,
  { input, modelDigest, datasets }: GeneralizationPlan,
): GeneralizationRecord | undefined {
  const digests = JSON.stringify(datasets.map(({ digest }) => digest));
  return findSame(
    table,
    { name: input.name },
    (existing) =>
      existing.modelDigest === modelDigest &&
      JSON.stringify(existing.datasetDigests) === digests &&
      JSON.stringify(existing.input) === JSON.stringify(input),
  );
}

function distinct<T extends string>(values: readonly T[], at: string, most: number): readonly T[] {
  const twice = values.find((value, place) => values.indexOf(value) !== place);
  if (twice !== undefined) throw invalid(at, `"${twice}" is named twice.`);
  if (values.length > 0 && values.length <= most) return [...values];
  throw invalid(at, `There are ${values.length} ${at}; 1 to ${most} are allowed.`);
}

function checkLabels(datasets: readonly DatasetRecord[]): void {
  for (const { name, positiveLabel } of datasets) {
    const other = datasets.find(({ classes }) => !classes.some(({ label }) => label === positiveLabel));
    if (!other) continue;
    const message = `What "${name}" calls positive, "${positiveLabel}", is no label of "${other.name}".`;
    throw new ResearchError('POSITIVE_LABEL_INVALID', message, {
      at: 'datasets',
      fix: 'Import the data sets again with one name for the positive label.',
    });
  }
}

function invalid(at: string, message: string): ResearchError {
  return new ResearchError('ARGUMENT_INVALID', message, { at });
}
