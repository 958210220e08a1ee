/** The ordered list of migrations: new ones are appended, released ones never change. */
import type { Migration } from '../store/migrator.js';
import { firstTables } from './0001-first-tables.js';
import { metricsAndSweeps } from './0002-metrics-and-sweeps.js';
import { activationMeans } from './0003-activation-means.js';
import { similarities } from './0004-similarities.js';
import { datasets } from './0005-datasets.js';
import { classifiers } from './0006-classifiers.js';

export const migrations: readonly Migration[] = [
  firstTables,
  metricsAndSweeps,
  activationMeans,
  similarities,
  datasets,
  classifiers,
];
