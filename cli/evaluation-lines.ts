/** An evaluation as lines for a person. */
import type { Estimate } from '../domain/estimate.js';
import type { BaselineEvaluation, EvaluationRecord, GroupEvaluation } from '../domain/evaluation.js';
import { toSection, toTable } from './table.js';

const digits = 3;

export function evaluationLines(record: EvaluationRecord): string[] {
  const { calibration } = record;
  const figures: readonly (readonly [string, Estimate])[] = [
    ['accuracy', record.accuracy],
    ['balanced accuracy', record.balancedAccuracy],
    ['AUROC', record.auroc],
    ['F1', record.f1],
    ['true-positive rate', record.truePositiveRate],
    ['false-positive rate', record.falsePositiveRate],
  ];
  return [
    `${record.classifier} on ${record.rows} rows of ${record.dataset}`,
    '',
    ...toTable(
      ['figure', 'value', '95% interval', 'by'],
      figures.map(([name, estimate]) => [name, estimate.value.toFixed(digits), interval(estimate), estimate.method]),
    ),
    `calibration error ${calibration.expectedError.toFixed(digits)}, Brier score ${calibration.brier.toFixed(digits)}, abstained ${record.abstained}`,
    '',
    ...toSection('Groups', ['group', 'rows', 'accuracy', 'interval'], record.groups.map(groupRow)),
    ...toSection('Without the classifier', ['baseline', 'accuracy', 'AUROC'], record.baselines.map(baselineRow)),
    ...record.warnings.map(({ code, message }) => `${code}: ${message}`),
  ];
}

function groupRow({ group, rows, accuracy }: GroupEvaluation): string[] {
  const name = group.map(({ column, value }) => `${column}=${value}`).join(' ');
  return [name, String(rows), accuracy.value.toFixed(digits), interval(accuracy)];
}

function baselineRow({ name, accuracy, auroc }: BaselineEvaluation): string[] {
  return [name, accuracy.value.toFixed(digits), auroc.value.toFixed(digits)];
}

function interval({ low, high }: Estimate): string {
  return `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
}
