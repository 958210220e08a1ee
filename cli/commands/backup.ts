/** `saeql backup`: copies the store while others use it; the copy is a store that any command takes with --data. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { backupData } from '../../server/backup-data.js';
import { surroundingsOf } from '../run-command.js';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('copy the store into a new folder, also while a server runs')
    .argument('<folder>', 'the folder to create')
    .action(async (folder: string, _options: unknown, command: Command) => {
      const { config, output } = surroundingsOf(command);
      const target = resolve(folder);
      const { files, bytes } = await backupData(config, target);
      output.confirm({ folder: target, files, bytes }, `Copied ${files} files, ${bytes} bytes, to ${target}.`);
    });
}
