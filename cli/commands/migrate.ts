/** `saeql migrate`: brings the store to the version of the program. Every command that opens it for writing does the same. */
import type { Command } from 'commander';
import { runCommand } from '../run-command.js';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the store to the version of this program; does nothing where it has it')
    .action((_options: unknown, command: Command) =>
      runCommand(command, ({ store, output }) => {
        const { folder, version } = store;
        output.confirm({ folder, storeVersion: version }, `The store in ${folder} has version ${version}.`);
      }),
    );
}
