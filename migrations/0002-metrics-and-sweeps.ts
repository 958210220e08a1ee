/** Creates the tables of metrics and of pruning sweeps. */
import type { Migration } from '../store/migrator.js';

export const metricsAndSweeps: Migration = {
  id: '0002-metrics-and-sweeps',
  up(catalog) {
    for (const table of ['metrics', 'metricsBySubject', 'pruningSweeps', 'pruningSweepsBySubject'])
      catalog.createTable(table, 'ordered');
  },
};
