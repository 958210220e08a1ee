/** `saeql prune`: registers a dictionary without some of the features of another. */
import type { Command } from 'commander';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { dictionaryDocument } from '../documents.js';
import { parseListOf, parseNumber, parseWholeNumber } from '../parse-option.js';
import { runCommand } from '../run-command.js';

interface PruneOptions {
  readonly name: string;
  readonly maxFrequency?: number;
  readonly minFrequency?: number;
  readonly corpus?: string;
  readonly remove?: readonly number[];
}

export function addPrune(program: Command): void {
  program
    .command('prune')
    .description('register a dictionary without some features of another, which shares its weights')
    .argument('<dictionary>', 'the dictionary to remove features from')
    .requiredOption('--name <name>', 'the name to register the pruned dictionary under')
    .option('--max-frequency <share>', 'remove features that fire on a larger share of tokens', parseNumber)
    .option('--min-frequency <share>', 'remove features that fire on a smaller share of tokens', parseNumber)
    .option('--corpus <corpus>', 'the harvest that says how often (default: the newest)')
    .option('--remove <indices>', 'remove these features, such as 3,17,256', parseListOf(parseWholeNumber))
    .action((dictionary: string, options: PruneOptions, command: Command) =>
      runCommand(command, ({ services, output }) => {
        const { remove, ...request } = options;
        const pruned = services.prunings.create({ dictionary, ...request, removeFeatures: remove });
        output.confirm(dictionaryDocument(pruned), toLine(pruned));
      }),
    );
}

function toLine({ name, size, pruning }: DictionaryRecord): string {
  return `Pruned ${pruning?.of} to ${name}: ${pruning?.removed} features removed, ${size} left.`;
}
