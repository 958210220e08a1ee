/** How many bytes of weights one process may keep loaded. */
import { totalmem } from 'node:os';
import type { Config } from './config.js';

/** The server and the job that it runs have a budget each; the last third is for all else. */
const usualShare = 1 / 3;

export function memoryBudgetOf({ memoryBudget }: Pick<Config, 'memoryBudget'>): number {
  return memoryBudget || Math.floor(usualShare * memoryBytes());
}

/** Node tells 0 where it cannot know of a container, and a number above the machine's memory where none binds. */
function memoryBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}
