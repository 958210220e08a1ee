/** `saeql int8-dictionary`: makes a dictionary that encodes in int8, and measures what that changes. */
import type { Command } from 'commander';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { dictionaryDocument, jobDocument } from '../documents.js';
import { parseWholeNumber } from '../parse-option.js';
import { runCommand } from '../run-command.js';
import { runJob } from '../run-job.js';

interface Int8DictionaryOptions {
  readonly name: string;
  readonly corpus?: string;
  readonly maxTokens: number;
}

export function addInt8Dictionary(program: Command): void {
  program
    .command('int8-dictionary')
    .description('register a dictionary that encodes in int8, with its error on the first tokens of a corpus')
    .argument('<of>', 'the float32 dictionary to make it of')
    .requiredOption('--name <name>', 'the name to register it under')
    .option('--corpus <corpus>', 'the corpus to measure the error on (default: of the newest harvest, or the only one)')
    .option('--max-tokens <tokens>', 'tokens of the corpus that are read at most', parseWholeNumber, 4096)
    .action((of: string, options: Int8DictionaryOptions, command: Command) =>
      runCommand(command, async (session) => {
        const { int8Dictionaries, catalog } = session.services;
        const start = () => int8Dictionaries.start({ of, ...options });
        const job = await runJob(session, { noun: 'int8 dictionary', start });
        const made = catalog.getDictionary(options.name);
        session.output.confirm(jobDocument(job, [dictionaryDocument(made)]), toLine(made));
      }),
    );
}

function toLine({ name, encodingError: error }: DictionaryRecord): string {
  if (!error) throw new Error(`${name} was made without an error of its encoder`);
  const { of, tokens, corpus, rootMeanSquare, activationRootMeanSquare, missedShare, addedShare } = error;
  const deviation = `root mean square error ${toFigures(rootMeanSquare)} of ${toFigures(activationRootMeanSquare)}`;
  const firings = `${percent(missedShare)} of the firings missed, ${percent(addedShare)} added`;
  return `Made ${name} of ${of}; on ${tokens} tokens of ${corpus}: ${deviation}, ${firings}.`;
}

function toFigures(value: number | null): string {
  return value === null ? 'undefined' : value.toPrecision(3);
}

function percent(share: number | null): string {
  return share === null ? 'an undefined share' : `${(100 * share).toPrecision(3)}%`;
}
