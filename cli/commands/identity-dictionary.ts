/** `saeql identity-dictionary`: makes a dictionary of a model's neurons, to compare with. */
import type { Command } from 'commander';
import { dictionaryDocument } from '../documents.js';
import { runCommand } from '../run-command.js';

interface IdentityDictionaryOptions {
  readonly name: string;
  readonly hookPoint: string;
}

export function addIdentityDictionary(program: Command): void {
  program
    .command('identity-dictionary')
    .description('register the coordinates of a hook point as features: of mlp_hidden.L, the neurons of a layer')
    .argument('<model>', 'the model whose activations they are')
    .requiredOption('--hook-point <name>', 'such as mlp_hidden.2')
    .requiredOption('--name <name>', 'the name to register it under')
    .action((model: string, { name, hookPoint }: IdentityDictionaryOptions, command: Command) =>
      runCommand(command, async ({ services, output }) => {
        const made = await services.controls.createIdentityDictionary({ model, hookPoint, name });
        const line = `Made ${made.name}: the ${made.size} coordinates of ${made.hookPoint}, those below 0 counted as 0.`;
        output.confirm(dictionaryDocument(made), line);
      }),
    );
}
