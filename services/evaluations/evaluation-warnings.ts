/** What a reader of an evaluation must know. docs/evaluations.md defines every code. */
import type { Guard } from '../../domain/dataset.js';
import type { BaselineEvaluation, GroupEvaluation } from '../../domain/evaluation.js';
import { bagOfTokens, majority } from './baselines.js';
import type { Figures } from './judge-answers.js';

/** Below so many rows the interval of a group is wider than a third. */
const leastRowsOfGroup = 30;
const mostNamed = 5;

export interface Evaluated {
  readonly figures: Figures;
  readonly baselines: readonly BaselineEvaluation[];
  /** Rows left out, because the classifier was made from their texts. */
  readonly leaked: number;
  /** Different classifiers that have been evaluated on the data set, this one included. */
  readonly testSetLooks: number;
}

export function warnOfEvaluation(evaluated: Evaluated): Guard[] {
  return [
    ...warnOfLeaks(evaluated.leaked),
    ...warnOfLooks(evaluated.testSetLooks),
    ...warnOfSparseGroups(evaluated.figures.groups),
    ...warnOfChance(evaluated),
    ...warnOfTokens(evaluated),
  ];
}

function warnOfLeaks(leaked: number): Guard[] {
  if (leaked === 0) return [];
  const message = `${leaked} rows were left out: the classifier was made from their texts.`;
  return [{ code: 'LEAK_DUPLICATE', message }];
}

function warnOfLooks(looks: number): Guard[] {
  if (looks < 2) return [];
  const message = `${looks} different classifiers have been evaluated on this data set: the best of them looks better than it is.`;
  return [{ code: 'TEST_SET_REUSED', message }];
}

function warnOfSparseGroups(groups: readonly GroupEvaluation[]): Guard[] {
  const sparse = groups.filter(({ rows }) => rows < leastRowsOfGroup);
  if (sparse.length === 0) return [];
  const named = sparse
    .slice(0, mostNamed)
    .map(({ group, rows }) => `${group.map(({ column, value }) => `${column} ${value}`).join(', ')} (${rows})`);
  const more = sparse.length > mostNamed ? ` and ${sparse.length - mostNamed} more` : '';
  const message = `Groups of fewer than ${leastRowsOfGroup} rows: ${named.join('; ')}${more}.`;
  return [{ code: 'SPARSE_GROUP', message }];
}

function warnOfChance({ figures: { auroc, accuracy }, baselines }: Evaluated): Guard[] {
  const constant = baselines.find(({ name }) => name === majority)?.accuracy.value ?? 0;
  const reasons = [
    ...(auroc.low <= 0.5 ? [`the interval of the AUROC reaches down to ${auroc.low.toFixed(3)}`] : []),
    ...(accuracy.low <= constant ? [`answering always the same is right in ${constant.toFixed(3)} of the rows`] : []),
  ];
  if (reasons.length === 0) return [];
  return [{ code: 'NULL_NOT_BEATEN', message: `Chance is not ruled out: ${reasons.join(', and ')}.` }];
}

function warnOfTokens({ figures: { accuracy }, baselines }: Evaluated): Guard[] {
  const tokens = baselines.find(({ name }) => name === bagOfTokens)?.accuracy.value ?? 0;
  if (tokens < accuracy.low) return [];
  const message = `Token counts alone are right in ${tokens.toFixed(3)} of the rows, the classifier in ${accuracy.value.toFixed(3)}.`;
  return [{ code: 'TOKEN_BASELINE_MATCHES', message }];
}
