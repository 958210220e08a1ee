/** `saeql probe`: fits a linear probe on the activations of a labelled data set. */
import type { Command } from 'commander';
import { poolings, probeKinds, type Pooling, type ProbeInput, type ProbeKind } from '../../domain/classifier.js';
import { parseChoice, parseNumber, parseWholeNumber } from '../parse-option.js';
import { probeDocument, probeLines } from '../probe-document.js';
import { runCommand, type Session } from '../run-command.js';
import { runJob } from '../run-job.js';

interface ProbeOptions {
  readonly name: string;
  readonly model: string;
  readonly hookPoint: string;
  readonly kind: ProbeKind;
  readonly pooling: Pooling;
  readonly c?: number;
  readonly standardize: boolean;
  readonly whiten: boolean;
  readonly targetFalsePositiveRate?: number;
  readonly splitBy?: string;
  readonly seed: number;
}

export function addProbe(program: Command): void {
  program
    .command('probe')
    .description('fit a linear probe on the activations of a labelled data set')
    .argument('<dataset>', 'the data set')
    .requiredOption('--name <name>', 'name of the classifier')
    .requiredOption('--model <model>', 'the model whose activations it reads')
    .requiredOption('--hook-point <hook-point>', 'where it reads them: resid_post.3')
    .option('--kind <kind>', 'logistic or mass-mean', parseChoice(probeKinds), 'LOGISTIC')
    .option(
      '--pooling <pooling>',
      'last, mean or max: how the tokens of a text become one',
      parseChoice(poolings),
      'LAST',
    )
    .option(
      '--c <c>',
      "inverse strength of the penalty, as scikit-learn's C (default: by cross-validation)",
      parseNumber,
    )
    .option('--no-standardize', 'fit on the activations as they are')
    .option('--whiten', 'divide a mass-mean probe by the covariance within the classes', false)
    .option('--target-false-positive-rate <rate>', 'a threshold that keeps this rate with 95% confidence', parseNumber)
    .option('--split-by <column>', 'the column whose values are not to be divided between the parts')
    .option('--seed <seed>', 'decides which rows are in which part', parseWholeNumber, 0)
    .action((dataset: string, options: ProbeOptions, command: Command) =>
      runCommand(command, (session) => fit(session, { dataset, ...options })),
    );
}

async function fit(session: Session, { whiten, ...options }: ProbeInput): Promise<void> {
  const { classifiers } = session.services;
  const input = { ...options, ...(whiten === true && { whiten }) };
  await runJob(session, { noun: 'probe', start: () => classifiers.startProbe(input) });
  const probe = classifiers.get(input.name);
  if (probe.kind !== 'LOGISTIC' && probe.kind !== 'MASS_MEAN')
    throw new Error('the probe was replaced while it was read');
  session.output.answer(probeDocument(probe), probeLines(probe));
}
