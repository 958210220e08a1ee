/** `saeql harvest`: precomputes what is known of every feature of some dictionaries of one model on a corpus. */
import type { Command } from 'commander';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { HarvestInput } from '../../domain/job.js';
import { harvestDocument, jobDocument } from '../documents.js';
import { parseWholeNumber } from '../parse-option.js';
import { runCommand, type Session } from '../run-command.js';
import { runJob } from '../run-job.js';

interface HarvestOptions {
  readonly corpus: string;
  readonly contexts: number;
  readonly window: number;
  readonly maxTokens?: number;
  readonly contextTokens?: number;
  readonly includeSpecialTokens: boolean;
}

export function addHarvest(program: Command): void {
  program
    .command('harvest')
    .description('precompute top contexts, statistics and histograms; interrupted, the same command goes on')
    .argument('<dictionary...>', 'dictionaries of one model; the model runs once for all of them')
    .requiredOption('--corpus <corpus>', 'the corpus to run over')
    .option('--contexts <number>', 'top contexts kept a feature', parseWholeNumber, 32)
    .option('--window <tokens>', 'tokens of a context', parseWholeNumber, 64)
    .option('--max-tokens <tokens>', 'stop after this many tokens of the corpus', parseWholeNumber)
    .option(
      '--context-tokens <tokens>',
      "tokens the model sees at once (default: the model's context length, at most 1024)",
      parseWholeNumber,
    )
    .option('--include-special-tokens', 'count special tokens too', false)
    .action((dictionaries: string[], options: HarvestOptions, command: Command) =>
      runCommand(command, (session) => harvest(session, toInput(dictionaries, options))),
    );
}

function toInput(dictionaries: readonly string[], options: HarvestOptions): HarvestInput {
  return {
    dictionaries,
    corpus: options.corpus,
    contextsPerFeature: options.contexts,
    windowTokens: options.window,
    maxTokens: options.maxTokens,
    contextTokens: options.contextTokens,
    includeSpecialTokens: options.includeSpecialTokens,
  };
}

async function harvest(session: Session, input: HarvestInput): Promise<void> {
  const { jobs, harvests } = session.services;
  const job = await runJob(session, { noun: 'harvest', start: () => jobs.startHarvest(input) });
  const made = job.results.flatMap(({ key }) => harvests.findById(key) ?? []);
  session.output.confirm(jobDocument(job, made.map(harvestDocument)), made.map(toLine).join('\n'));
}

function toLine({ dictionary, corpus, tokens, dead, over10Percent, digest }: HarvestRecord): string {
  return `Harvested ${dictionary} on ${corpus}: ${tokens} tokens, ${dead} dead features, ${over10Percent} above 10%, digest ${digest}.`;
}
