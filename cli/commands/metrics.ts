/** `saeql metrics`: measures what a dictionary explains of its model on a corpus. */
import type { Command } from 'commander';
import type { MetricsInput } from '../../domain/job.js';
import { tokenRules, type MetricsRecord, type TokenRule } from '../../domain/metrics.js';
import { metricsDocument } from '../documents.js';
import { metricsLines } from '../metrics-lines.js';
import { parseChoice, parseWholeNumber } from '../parse-option.js';
import { runCommand, type Session } from '../run-command.js';
import { runJob } from '../run-job.js';

interface MetricsOptions {
  readonly corpus: string;
  readonly tokenRule: TokenRule;
  readonly maxTokens?: number;
  readonly contextTokens?: number;
  readonly includeSpecialTokens: boolean;
}

export function addMetrics(program: Command): void {
  program
    .command('metrics')
    .description('measure a dictionary: L0, MSE, variance explained, loss recovered and the rest')
    .argument('<dictionary>', 'the dictionary')
    .requiredOption('--corpus <corpus>', 'the corpus to run over')
    .option(
      '--token-rule <rule>',
      'which tokens are counted and replaced: saeql, dictionary_learning or saelens',
      parseChoice(tokenRules),
      'SAEQL',
    )
    .option('--max-tokens <tokens>', 'stop after this many tokens of the corpus', parseWholeNumber)
    .option(
      '--context-tokens <tokens>',
      "tokens the model sees at once (default: the model's context length, at most 1024)",
      parseWholeNumber,
    )
    .option('--include-special-tokens', 'count special tokens too', false)
    .action((dictionary: string, options: MetricsOptions, command: Command) =>
      runCommand(command, (session) => measure(session, toInput(dictionary, options))),
    );
}

function toInput(dictionary: string, options: MetricsOptions): MetricsInput {
  const { corpus, tokenRule, maxTokens, contextTokens, includeSpecialTokens } = options;
  return { dictionary, corpus, tokenRule, maxTokens, contextTokens, includeSpecialTokens };
}

async function measure(session: Session, input: MetricsInput): Promise<void> {
  const { metrics } = session.services;
  const { results } = await runJob(session, { noun: 'metrics', start: () => metrics.start(input) });
  const record = getRecord(metrics.findById(results[0].key));
  session.output.answer(metricsDocument(record), metricsLines(record));
}

/** A job that succeeded has stored them, and nobody removes what a running command asked for. */
function getRecord(record: MetricsRecord | undefined): MetricsRecord {
  if (!record) throw new Error('the metrics were removed while they were read');
  return record;
}
