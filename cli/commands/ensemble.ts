/** `saeql ensemble`: hits of a scan that vote together. */
import { InvalidArgumentError, type Command } from 'commander';
import { agreementRules, type EnsembleInput } from '../../domain/classifier.js';
import type { FeatureKey } from '../../domain/feature.js';
import { ensembleDocument } from '../ensemble-document.js';
import { ensembleLines } from '../ensemble-lines.js';
import { parseChoice, parseNumber, parseWholeNumber } from '../parse-option.js';
import { runCommand, type Session } from '../run-command.js';
import { runJob } from '../run-job.js';

interface EnsembleOptions extends Omit<EnsembleInput, 'scan' | 'features'> {
  readonly feature?: readonly FeatureKey[];
}

export function addEnsemble(program: Command): void {
  program
    .command('ensemble')
    .description('make a classifier of the hits of a scan, which says yes where enough of them do')
    .argument('<scan>', 'the feature scan')
    .requiredOption('--name <name>', 'the name to keep the classifier under')
    .option('--rule <rule>', 'all, any or at-least', parseChoice(agreementRules), 'ALL')
    .option('--at-least <number>', 'how many are enough, with the rule at-least', parseWholeNumber)
    .option(
      '--feature <dictionary#index>',
      'a member; may be repeated (default: the best hit of each cluster)',
      addFeature,
    )
    .option('--target-false-positive-rate <share>', 'that the votes must keep', parseNumber)
    .option('--confidence <share>', 'with which they must keep it', parseNumber, 0.95)
    .action((scan: string, { feature: features, ...options }: EnsembleOptions, command: Command) =>
      runCommand(command, (session) => make(session, { ...options, scan, ...(features && { features }) })),
    );
}

async function make(session: Session, input: EnsembleInput): Promise<void> {
  const { classifiers } = session.services;
  await runJob(session, { noun: 'ensemble', start: () => classifiers.startEnsemble(input) });
  const made = classifiers.get(input.name);
  // The job keeps an ensemble under the name, or fails.
  if (made.kind !== 'ENSEMBLE') throw new Error('the ensemble was replaced while it was read');
  session.output.answer(ensembleDocument(made), ensembleLines(made));
}

function addFeature(text: string, before: readonly FeatureKey[] = []): readonly FeatureKey[] {
  const [, dictionary, index] = /^(.+)#(\d+)$/.exec(text) ?? [];
  if (dictionary === undefined) throw new InvalidArgumentError('It is no dictionary#index.');
  return [...before, { dictionary, index: Number(index) }];
}
