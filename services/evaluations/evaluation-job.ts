/** Evaluations as jobs: read what the classifier has not seen, answer, judge, and put the baselines beside. */
import type { DatasetContent } from '../../domain/dataset.js';
import type { EvaluationInput, EvaluationRecord } from '../../domain/evaluation.js';
import type { NodeKey } from '../../domain/node-id.js';
import type { Store } from '../../store/store.js';
import { inputOfRow, readRowInputs } from '../classifiers/row-inputs.js';
import { answerOf, probabilityOf } from '../classifiers/score-rows.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import { partOfContext } from '../pooled-activations/part-of-context.js';
import type { PooledActivationsSource } from '../pooled-activations/pooled-activations.js';
import type { Clock } from '../services.js';
import type { Tokenizers } from '../tokenizers.js';
import { version } from '../version.js';
import { evaluateBaselines } from './baselines.js';
import { chooseRows } from './evaluated-rows.js';
import { evaluationSubject, planEvaluation, type EvaluationPlan, type PlanningOptions } from './evaluation-plan.js';
import { warnOfEvaluation } from './evaluation-warnings.js';
import { judgeAnswers } from './judge-answers.js';
import { countLooks } from './test-set-looks.js';

export interface EvaluationJobOptions extends PlanningOptions {
  readonly store: Pick<Store, 'datasets' | 'evaluations'>;
  readonly pooledActivations: PooledActivationsSource;
  readonly tokenizers: Pick<Tokenizers, 'load'>;
  readonly clock: Clock;
}

/** The record has the id of its job. */
export function createEvaluationJob(options: EvaluationJobOptions): JobDefinition {
  return { kind: 'EVALUATION', run: (context) => runEvaluation(options, context) };
}

async function runEvaluation(options: EvaluationJobOptions, context: JobContext): Promise<readonly NodeKey[]> {
  const { store } = options;
  const { id } = context.job;
  const input = context.job.input as EvaluationInput;
  const results: readonly NodeKey[] = [{ kind: 'Evaluation', key: id }];
  if (store.evaluations.find(id)) return results;
  const plan = planEvaluation(input, options);
  const content = await store.datasets.read(plan.dataset.digest);
  const own = plan.isOwn ? content : await store.datasets.read(plan.classifier.datasetDigest);
  const record = await evaluate(options, { id, plan, content, own, context });
  store.evaluations.add(record, evaluationSubject(input));
  return results;
}

interface Work {
  readonly id: string;
  readonly plan: EvaluationPlan;
  readonly content: DatasetContent;
  /** What the classifier was made from. */
  readonly own: DatasetContent;
  readonly context: JobContext;
}

async function evaluate(options: EvaluationJobOptions, work: Work): Promise<EvaluationRecord> {
  const { plan, content, own, context } = work;
  const { classifier, parts, dataset, groupBy } = plan;
  const judged = { rows: chooseRows({ ...plan, own, content }), content, groupBy };
  const reading = partOfContext(context, 0, 0.6);
  const inputs = await readRowInputs(options.pooledActivations, {
    classifier,
    parts,
    rows: { dataset },
    context: reading,
  });
  const answers = Array.from(judged.rows.row_N, (row) => answerOf(classifier, inputOfRow(inputs, row)));
  const score_N = Float64Array.from(answers, ({ score }) => score);
  const answer_N = Uint8Array.from(answers, ({ positive }) => (positive ? 1 : 0));
  const probability_N = score_N.map((score) => probabilityOf(classifier, score));
  const figures = judgeAnswers({ ...judged, score_N, answer_N }, probability_N, classifier.division.seed);
  const baselines = await evaluateBaselines(
    { pooled: options.pooledActivations, tokenizer: await options.tokenizers.load(parts.model) },
    {
      ...{ classifier, parts, judged },
      own: { dataset: ownRecord(work), content: own },
      evaluated: { dataset, content },
      context: partOfContext(context, 0.6, 1),
    },
  );
  const testSetLooks = countLooks(options.store, plan);
  const { leaked } = judged.rows;
  return {
    id: work.id,
    classifier: classifier.name,
    classifierDigest: classifier.digest,
    dataset: dataset.name,
    datasetDigest: dataset.digest,
    groupBy,
    ...figures,
    abstained: answers.filter(({ abstained }) => abstained).length,
    baselines,
    testSetLooks,
    warnings: warnOfEvaluation({ figures, baselines, leaked, testSetLooks }),
    version,
    finishedAt: options.clock().toISOString(),
  };
}

/** Its name may be gone, or stand for other rows by now; its content is kept. */
function ownRecord({ plan: { classifier, dataset }, own }: Work) {
  return { ...dataset, name: classifier.dataset, digest: classifier.datasetDigest, rows: own.rows.length };
}
