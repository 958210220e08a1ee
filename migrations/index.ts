/** The ordered list of migrations: new ones are appended, released ones never change. */
import type { Migration } from '../store/migrator.js';
import { firstTables } from './0001-first-tables.js';

export const migrations: readonly Migration[] = [firstTables];
