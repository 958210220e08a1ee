/** `saeql prune`: registers a dictionary without some features of another, or shows what removing them would cost. */
import type { Command } from 'commander';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { tokenRules, type TokenRule } from '../../domain/metrics.js';
import { dictionaryDocument } from '../documents.js';
import { parseChoice, parseListOf, parseNumber, parseWholeNumber } from '../parse-option.js';
import { runCommand } from '../run-command.js';
import { runPruningSweep } from '../run-pruning-sweep.js';

interface PruneOptions {
  readonly name?: string;
  readonly maxFrequency?: number;
  readonly minFrequency?: number;
  readonly corpus?: string;
  readonly remove?: readonly number[];
  readonly sweep: boolean;
  readonly thresholds?: readonly number[];
  readonly targetL0?: number;
  readonly randomDraws: number;
  readonly tokenRule: TokenRule;
  readonly maxTokens?: number;
}

export function addPrune(program: Command): void {
  const command = program
    .command('prune')
    .description('register a dictionary without some features of another, which shares its weights; or --sweep')
    .argument('<dictionary>', 'the dictionary to remove features from');
  addRemovalOptions(command);
  addSweepOptions(command);
  command.action((dictionary: string, options: PruneOptions) =>
    options.sweep ? sweep(dictionary, options, command) : prune(dictionary, options, command),
  );
}

function addRemovalOptions(command: Command): void {
  command
    .option('--name <name>', 'the name to register the pruned dictionary under')
    .option('--max-frequency <share>', 'remove features that fire on a larger share of tokens', parseNumber)
    .option('--min-frequency <share>', 'remove features that fire on a smaller share of tokens', parseNumber)
    .option('--corpus <corpus>', 'the harvest that says how often (default: the newest)')
    .option('--remove <indices>', 'remove these features, such as 3,17,256', parseListOf(parseWholeNumber));
}

function addSweepOptions(command: Command): void {
  command
    .option('--sweep', 'instead measure what removing frequent features costs, on --corpus', false)
    .option(
      '--thresholds <shares>',
      'with --sweep: frequencies such as 0.01,0.05 (default: chosen)',
      parseListOf(parseNumber),
    )
    .option('--target-l0 <number>', 'with --sweep: find the frequency that leaves this L0', parseNumber)
    .option('--random-draws <number>', 'with --sweep: random removals to compare with', parseWholeNumber, 3)
    .option(
      '--token-rule <rule>',
      'with --sweep: which tokens are counted, as of metrics',
      parseChoice(tokenRules),
      'SAEQL',
    )
    .option('--max-tokens <tokens>', 'with --sweep: stop after this many tokens of the corpus', parseWholeNumber);
}

function prune(dictionary: string, options: PruneOptions, command: Command): Promise<void> {
  const { name, maxFrequency, minFrequency, corpus, remove } = options;
  if (name === undefined) return command.error("error: required option '--name <name>' not specified");
  const request = { dictionary, name, maxFrequency, minFrequency, corpus, removeFeatures: remove };
  return runCommand(command, ({ services, output }) => {
    const pruned = services.prunings.create(request);
    output.confirm(dictionaryDocument(pruned), toLine(pruned));
  });
}

function toLine({ name, size, pruning }: DictionaryRecord): string {
  return `Pruned ${pruning?.of} to ${name}: ${pruning?.removed} features removed, ${size} left.`;
}

function sweep(dictionary: string, options: PruneOptions, command: Command): Promise<void> {
  const { corpus, thresholds, targetL0, randomDraws, tokenRule, maxTokens } = options;
  if (corpus === undefined) return command.error("error: --sweep needs the option '--corpus <corpus>'");
  const input = { dictionary, corpus, thresholds, targetL0, randomDraws, tokenRule, maxTokens };
  return runCommand(command, (session) => runPruningSweep(session, input));
}
