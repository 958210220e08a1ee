/** The ordered list of migrations: new ones are appended, released ones never change. */
import type { Migration } from '../store/migrator.js';
import { firstTables } from './0001-first-tables.js';
import { metricsAndSweeps } from './0002-metrics-and-sweeps.js';
import { similarities } from './0003-similarities.js';

export const migrations: readonly Migration[] = [firstTables, metricsAndSweeps, similarities];
