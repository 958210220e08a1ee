/** Copies the data of a configuration, for the command line, which does not know the store. */
import { backupStore, type Backup } from '../store/backup.js';
import type { Config } from './config.js';

/** Makes the folder `target` a store of its own; throws what backupStore throws. */
export function backupData(config: Config, target: string): Promise<Backup> {
  return backupStore(config.data, target);
}
