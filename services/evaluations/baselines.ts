/** What every evaluation stands beside: what can be had without the classifier. docs/evaluations.md defines each. */
import type { ClassifierRecord } from '../../domain/classifier.js';
import type { DatasetContent, DatasetRecord } from '../../domain/dataset.js';
import type { BaselineEvaluation } from '../../domain/evaluation.js';
import { pauseFor, type Tokenizer } from '../../engine/index.js';
import type { CurrentParts } from '../classifiers/current-parts.js';
import { divideRows } from '../classifiers/divide-rows.js';
import { inputOfRow, readRowInputs, type RowInputs } from '../classifiers/row-inputs.js';
import type { PooledActivationsSource, PooledContext } from '../pooled-activations/pooled-activations.js';
import {
  evaluateBaseline,
  evaluateScores,
  type BaselineInputs,
  type JudgedRows,
  type LearningRows,
} from './baseline.js';
import { bestRandomDirection, randomDirections } from './random-direction.js';
import { permuteLabels } from './permute-labels.js';
import { countTokens } from './token-counts.js';

/** More rows of the fitting part are not read: simple things are learned from fewer. */
const mostLearned = 10_000;

export interface BaselineSets {
  readonly classifier: ClassifierRecord;
  readonly parts: CurrentParts;
  /** The data set that the classifier was made from, by its content. */
  readonly own: { readonly dataset: DatasetRecord; readonly content: DatasetContent };
  readonly evaluated: { readonly dataset: DatasetRecord; readonly content: DatasetContent };
  readonly judged: JudgedRows;
  readonly context: PooledContext;
}

export interface BaselineOptions {
  readonly pooled: PooledActivationsSource;
  readonly tokenizer: Pick<Tokenizer, 'encode'>;
}

/** Names of the baselines that warnings look at. */
export const bagOfTokens = 'bag of tokens';
export const majority = 'majority';

/** Throws CANCELLED. */
export async function evaluateBaselines(
  { pooled, tokenizer }: BaselineOptions,
  sets: BaselineSets,
): Promise<BaselineEvaluation[]> {
  const { classifier, judged } = sets;
  const { seed } = classifier.division;
  const learned = learningRows(sets);
  const rows = { learned, judged, pause: pauseFor(sets.context.signal) };
  const counts = countTokens({
    own: sets.own.content,
    evaluated: sets.evaluated.content,
    learned_N: learned.row_N,
    tokenizer,
  });
  const embeddings = await modelInputs(pooled, sets, { hookPoint: 'embed', pooling: 'MEAN' });
  const activations = await modelInputs(pooled, sets, {
    hookPoint: hookPointOf(sets),
    pooling: classifier.pooling,
  });
  const direction = bestRandomDirection(activations, learned, seed);
  const read = await classifierInputs(pooled, sets);
  return [
    evaluateScores(majority, constantScores(learned, judged), judged),
    await evaluateBaseline(bagOfTokens, counts, rows),
    await evaluateBaseline('mean of embeddings', embeddings, rows),
    await evaluateBaseline(`best of ${randomDirections} random directions`, direction, rows),
    ...(classifier.kind === 'FEATURE' || classifier.kind === 'ENSEMBLE'
      ? [await evaluateBaseline('logistic on all activations', activations, rows)]
      : []),
    await evaluateBaseline('permuted labels', read, permuteLabels(rows, sets)),
  ];
}

function learningRows({ classifier, own }: BaselineSets): LearningRows {
  const { fit } = divideRows(own.content, classifier.division, classifier.positiveLabel);
  const row_N = fit.subarray(0, mostLearned);
  const isPositive_N = Uint8Array.from(row_N, (row) =>
    own.content.rows[row].label === classifier.positiveLabel ? 1 : 0,
  );
  return { row_N, isPositive_N };
}

/** One score for all: yes where at least half of the learned rows are positive. */
function constantScores({ isPositive_N }: LearningRows, { rows }: JudgedRows): Float64Array {
  const positives = isPositive_N.reduce((sum, positive) => sum + positive, 0);
  return new Float64Array(rows.row_N.length).fill(2 * positives >= isPositive_N.length ? 1 : -1);
}

/** Where the classifier reads; of an ensemble over several, its first member. */
function hookPointOf({ classifier, parts }: BaselineSets): string {
  return 'hookPoint' in classifier ? classifier.hookPoint : parts.dictionaries[0].hookPoint;
}

async function modelInputs(
  pooled: PooledActivationsSource,
  { parts, own, evaluated, context }: BaselineSets,
  { hookPoint, pooling }: { readonly hookPoint: string; readonly pooling: ClassifierRecord['pooling'] },
): Promise<BaselineInputs> {
  const site = { model: parts.model, hookPoint };
  const read = async (dataset: DatasetRecord): Promise<RowInputs> => {
    const { values_ND } = await pooled.ofModel({ dataset, pooling }, site, context);
    return { values_NI: values_ND, width: values_ND.length / dataset.rows };
  };
  return toBaselineInputs(await read(own.dataset), await read(evaluated.dataset));
}

async function classifierInputs(
  pooled: PooledActivationsSource,
  { classifier, parts, own, evaluated, context }: BaselineSets,
): Promise<BaselineInputs> {
  const read = (dataset: DatasetRecord): Promise<RowInputs> =>
    readRowInputs(pooled, { classifier, parts, rows: { dataset }, context });
  return toBaselineInputs(await read(own.dataset), await read(evaluated.dataset));
}

function toBaselineInputs(own: RowInputs, evaluated: RowInputs): BaselineInputs {
  return {
    width: own.width,
    ofOwn: (row) => inputOfRow(own, row),
    ofEvaluated: (row) => inputOfRow(evaluated, row),
  };
}
