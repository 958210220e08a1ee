/** Generalisation as a job: probes of every data set, each read on every data set with the threshold that it brings along. */
import type { ProbeRecord } from '../../domain/classifier.js';
import type { DatasetContent } from '../../domain/dataset.js';
import type { GeneralizationInput, GeneralizationRow } from '../../domain/evaluation.js';
import type { NodeKey } from '../../domain/node-id.js';
import type { Store } from '../../store/store.js';
import { makeProbe, type ProbeSource } from '../classifiers/make-probe.js';
import type { ProbePlan } from '../classifiers/probe-plan.js';
import { inputOfRow, readRowInputs } from '../classifiers/row-inputs.js';
import { answerOf } from '../classifiers/score-rows.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import { partOfContext } from '../pooled-activations/part-of-context.js';
import type { PooledActivationsSource, PooledContext } from '../pooled-activations/pooled-activations.js';
import type { CatalogService, Clock } from '../services.js';
import { version } from '../version.js';
import { chooseRows } from './evaluated-rows.js';
import { findSameGeneralization, planGeneralization, type GeneralizationPlan } from './generalization-plan.js';
import { judgeShortly } from './judge-answers.js';

export interface GeneralizationJobOptions extends ProbeSource {
  readonly store: Pick<Store, 'generalizations' | 'datasets'>;
  readonly pooledActivations: PooledActivationsSource;
  readonly catalog: CatalogService;
  readonly clock: Clock;
}

export function createGeneralizationJob(options: GeneralizationJobOptions): JobDefinition {
  return { kind: 'GENERALIZATION', run: (context) => runGeneralization(options, context) };
}

async function runGeneralization(options: GeneralizationJobOptions, context: JobContext): Promise<readonly NodeKey[]> {
  const { store, catalog, clock } = options;
  const plan = planGeneralization(context.job.input as GeneralizationInput, catalog);
  const results: readonly NodeKey[] = [{ kind: 'Generalization', key: plan.input.name }];
  if (findSameGeneralization(store.generalizations, plan)) return results;
  const record = {
    id: context.job.id,
    ...{ name: plan.input.name, input: plan.input, modelDigest: plan.modelDigest },
    datasets: plan.datasets.map(({ name }) => name),
    datasetDigests: plan.datasets.map(({ digest }) => digest),
    rows: await matrixOf(options, plan, context),
    ...{ version, finishedAt: clock().toISOString() },
  };
  // Another job may have taken the name meanwhile: then it stands for the same, or this one fails.
  if (!store.generalizations.add(record)) findSameGeneralization(store.generalizations, plan);
  return results;
}

/** Kind by kind, and the data sets that are learned from in the order in which they were given. */
async function matrixOf(
  options: GeneralizationJobOptions,
  plan: GeneralizationPlan,
  context: JobContext,
): Promise<GeneralizationRow[]> {
  const rows: GeneralizationRow[] = [];
  const parts = plan.probes.length;
  for (const [place, probe] of plan.probes.entries()) {
    const part = partOfContext(context, place / parts, (place + 1) / parts);
    rows.push(...(await rowOf(options, { plan, probe, context: part })));
  }
  return rows;
}

interface Row {
  readonly plan: GeneralizationPlan;
  readonly probe: ProbePlan;
  readonly context: PooledContext;
}

async function rowOf(options: GeneralizationJobOptions, { plan, probe, context }: Row): Promise<GeneralizationRow[]> {
  const own = await options.store.datasets.read(probe.dataset.digest);
  const classifier = await makeProbe(options, {
    ...{ plan: probe, content: own, context },
    createdAt: options.clock().toISOString(),
  });
  const cells: GeneralizationRow[] = [];
  for (const dataset of plan.datasets) {
    const isOwn = dataset.digest === probe.dataset.digest;
    const content = isOwn ? own : await options.store.datasets.read(dataset.digest);
    const parts = { model: probe.model, dictionaries: [] };
    const inputs = await readRowInputs(options.pooledActivations, { classifier, parts, rows: { dataset }, context });
    const answer = (row: number) => answerOf(classifier, inputOfRow(inputs, row));
    const figures = read({ classifier, own, content, isOwn }, answer);
    cells.push({ kind: probe.input.kind, trainedOn: probe.dataset.name, testedOn: dataset.name, ...figures });
  }
  return cells;
}

interface Cell {
  readonly classifier: ProbeRecord;
  readonly own: DatasetContent;
  readonly content: DatasetContent;
  readonly isOwn: boolean;
}

/** Of its own data set the held-out part, of others what it was not made from. */
function read(cell: Cell, answer: (row: number) => { readonly score: number; readonly positive: boolean }) {
  const rows = chooseRows(cell);
  const answers = Array.from(rows.row_N, answer);
  const score_N = Float64Array.from(answers, ({ score }) => score);
  const answer_N = Uint8Array.from(answers, ({ positive }) => (positive ? 1 : 0));
  const { accuracy, auroc } = judgeShortly({ rows, content: cell.content, groupBy: [], score_N, answer_N });
  return { accuracy, auroc };
}
