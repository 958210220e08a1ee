/** `saeql scan`: every feature of some dictionaries as a classifier of a data set, beside what permuted labels reach. */
import type { Command } from 'commander';
import { poolings, type Pooling } from '../../domain/classifier.js';
import type { FeatureScanInput } from '../../domain/feature-scan.js';
import { featureScanDocument } from '../feature-scan-document.js';
import { featureScanLines } from '../feature-scan-lines.js';
import { parseChoice, parseNumber, parseWholeNumber } from '../parse-option.js';
import { runCommand, type Session } from '../run-command.js';
import { runJob } from '../run-job.js';

type ScanOptions = Omit<FeatureScanInput, 'dataset' | 'dictionaries'>;

const shown = 20;

export function addScan(program: Command): void {
  program
    .command('scan')
    .description('try every feature of some dictionaries as a classifier of a data set')
    .argument('<dataset>', 'the labelled data set')
    .argument('<dictionaries...>', 'dictionaries of one model, random ones and identity dictionaries among them')
    .requiredOption('--name <name>', 'the name to keep the scan under')
    .option(
      '--pooling <pooling>',
      'last, mean or max of the activations of a text',
      parseChoice(poolings),
      'LAST' satisfies Pooling,
    )
    .option('--split-by <column>', 'the column whose values are never divided between fitting, calibration and test')
    .option('--max-frequency <share>', 'leaves out what fires more often in its newest harvest', parseNumber)
    .option('--permutations <number>', 'of the labels', parseWholeNumber, 200)
    .option('--seed <number>', 'the same seed gives the same scan', parseWholeNumber, 0)
    .action((dataset: string, dictionaries: readonly string[], options: ScanOptions, command: Command) =>
      runCommand(command, (session) => scan(session, { ...options, dataset, dictionaries })),
    );
}

async function scan(session: Session, input: FeatureScanInput): Promise<void> {
  const { featureScans } = session.services;
  await runJob(session, { noun: 'feature scan', start: () => featureScans.start(input) });
  const record = featureScans.get(input.name);
  const page = featureScans.hits(record, { significant: true, first: shown });
  session.output.answer(featureScanDocument(record, page), featureScanLines(record, page));
}
