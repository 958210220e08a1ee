/** Creates the tables of classifiers, of feature scans, of evaluations and of generalisation matrices. */
import type { Migration } from '../store/migrator.js';

export const classifiers: Migration = {
  id: '0006-classifiers',
  up(catalog) {
    for (const table of ['classifiers', 'featureScans', 'evaluations', 'evaluationsBySubject', 'generalizations'])
      catalog.createTable(table, 'ordered');
  },
};
