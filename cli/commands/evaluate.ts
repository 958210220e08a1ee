/** `saeql evaluate`: how good a classifier is on a data set, by group, beside what can be had without it. */
import type { Command } from 'commander';
import type { EvaluationRecord } from '../../domain/evaluation.js';
import { evaluationDocument } from '../evaluation-document.js';
import { evaluationLines } from '../evaluation-lines.js';
import { runCommand } from '../run-command.js';
import { runJob } from '../run-job.js';

interface EvaluateOptions {
  readonly groupBy: readonly string[];
}

export function addEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('how good a classifier is on rows that it was not made from, by group, beside baselines')
    .argument('<classifier>', 'the classifier')
    .argument('<dataset>', 'the data set; of the one it was made from, only the held-out part is read')
    .option('--group-by <column>', 'a column whose values make groups; may be repeated', append, [])
    .action((classifier: string, dataset: string, { groupBy }: EvaluateOptions, command: Command) =>
      runCommand(command, async (session) => {
        const { evaluations } = session.services;
        const start = () => evaluations.start({ classifier, dataset, groupBy });
        const { results } = await runJob(session, { noun: 'evaluation', start });
        const record = getRecord(evaluations.findById(results[0].key));
        session.output.answer(evaluationDocument(record), evaluationLines(record));
      }),
    );
}

function append(column: string, before: readonly string[]): readonly string[] {
  return [...before, column];
}

/** A job that succeeded has stored it, and nobody removes what a running command asked for. */
function getRecord(record: EvaluationRecord | undefined): EvaluationRecord {
  if (!record) throw new Error('the evaluation was removed while it was read');
  return record;
}
