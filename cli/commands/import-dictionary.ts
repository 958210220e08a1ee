/** `saeql import dictionary`: registers a dictionary from a folder or a file of any supported format. */
import type { Command } from 'commander';
import { dictionaryArchitectures, type DictionaryArchitecture } from '../../domain/dictionary.js';
import { dictionaryDocument } from '../documents.js';
import { parseChoice, parseWholeNumber } from '../parse-option.js';
import { runCommand } from '../run-command.js';

interface ImportDictionaryOptions {
  readonly name: string;
  readonly model: string;
  readonly hookPoint?: string;
  readonly outputHookPoint?: string;
  readonly architecture?: DictionaryArchitecture;
  readonly k?: number;
}

export function addImportDictionary(parent: Command): void {
  parent
    .command('dictionary')
    .description('register a dictionary of any supported format: its folder, or its file')
    .argument('<path>', 'the folder or file that holds the dictionary')
    .requiredOption('--name <name>', 'the name to register it under, such as pythia-70m/mlp_out.3/0_8192')
    .requiredOption('--model <model>', 'the name of the model that it was trained on')
    .option(
      '--hook-point <hook>',
      "the place it reads, such as mlp_out.3 (default: what the file's configuration says)",
    )
    .option('--output-hook-point <hook>', 'the place a transcoder writes (default: as above)')
    .option('--architecture <name>', 'where the file does not say', parseChoice(dictionaryArchitectures))
    .option('--k <number>', 'kept features of a top-k dictionary, where the file does not say', parseWholeNumber)
    .action((path: string, options: ImportDictionaryOptions, command: Command) =>
      runCommand(command, async ({ services, output }) => {
        const dictionary = await services.imports.importDictionary({ path, ...options });
        output.confirm(
          dictionaryDocument(dictionary),
          `Imported dictionary ${dictionary.name}: ${dictionary.size} features at ${dictionary.hookPoint} of ${dictionary.model}.`,
        );
      }),
    );
}
