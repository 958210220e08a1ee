/** `saeql import corpus`: registers a corpus from JSON Lines or from a text file with a document a line. */
import type { Command } from 'commander';
import { corpusDocument } from '../documents.js';
import { runCommand } from '../run-command.js';

export function addImportCorpus(parent: Command): void {
  parent
    .command('corpus')
    .description('register a corpus: lines of {"id"?, "text"} or {"id"?, "tokenIds"}, or .txt with a document a line')
    .argument('<file>', 'the .jsonl or .txt file')
    .requiredOption('--name <name>', 'the name to register it under')
    .action((file: string, options: { readonly name: string }, command: Command) =>
      runCommand(command, async ({ services, output }) => {
        const corpus = await services.imports.importCorpus({ file, name: options.name });
        output.confirm(corpusDocument(corpus), `Imported corpus ${corpus.name}: ${corpus.documents} documents.`);
      }),
    );
}
