/** `saeql random-dictionary`: makes a dictionary of random directions, to compare with. */
import type { Command } from 'commander';
import { dictionaryDocument } from '../documents.js';
import { parseWholeNumber } from '../parse-option.js';
import { runCommand } from '../run-command.js';

interface RandomDictionaryOptions {
  readonly name: string;
  readonly seed: number;
}

export function addRandomDictionary(program: Command): void {
  program
    .command('random-dictionary')
    .description('register random unit vectors in the shape of a dictionary')
    .argument('<like>', 'the dictionary whose model, hook point, size and width it takes')
    .requiredOption('--name <name>', 'the name to register it under')
    .requiredOption('--seed <number>', 'the same seed gives the same vectors', parseWholeNumber)
    .action((like: string, { name, seed }: RandomDictionaryOptions, command: Command) =>
      runCommand(command, async ({ services, output }) => {
        const made = await services.controls.createRandomDictionary({ like, name, seed });
        const line = `Made ${made.name}: ${made.size} random directions in the shape of ${like}, seed ${seed}.`;
        output.confirm(dictionaryDocument(made), line);
      }),
    );
}
