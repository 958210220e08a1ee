/** `saeql harvest`: precomputes what is known of every feature of some dictionaries of one model on a corpus. */
import type { Command } from 'commander';
import type { HarvestRecord } from '../../domain/harvest.js';
import { harvestDocument, jobDocument } from '../documents.js';
import { parseWholeNumber } from '../parse-option.js';
import { runCommand } from '../run-command.js';
import { runHarvest } from '../run-harvest.js';

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
      runCommand(command, async (session) => {
        const { job, harvests } = await runHarvest(session, {
          dictionaries,
          corpus: options.corpus,
          contextsPerFeature: options.contexts,
          windowTokens: options.window,
          maxTokens: options.maxTokens,
          contextTokens: options.contextTokens,
          includeSpecialTokens: options.includeSpecialTokens,
        });
        session.output.confirm(jobDocument(job, harvests.map(harvestDocument)), harvests.map(toLine).join('\n'));
      }),
    );
}

function toLine({ dictionary, corpus, tokens, dead, over10Percent, digest }: HarvestRecord): string {
  return `Harvested ${dictionary} on ${corpus}: ${tokens} tokens, ${dead} dead features, ${over10Percent} above 10%, digest ${digest}.`;
}
