/** Creates the tables of the first release. */
import type { Migration } from '../store/migrator.js';

export const firstTables: Migration = {
  id: '0001-first-tables',
  up(catalog) {
    for (const table of [
      'models',
      'dictionaries',
      'corpora',
      'harvests',
      'harvestsByDictionary',
      'jobs',
      'unfinishedJobs',
      'annotations',
      'keys',
    ]) {
      catalog.createTable(table, 'ordered');
    }
  },
};
