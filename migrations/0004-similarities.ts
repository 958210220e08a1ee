/** Creates the tables of similarities, of their matrices, and of what chance gives. */
import type { Migration } from '../store/migrator.js';

export const similarities: Migration = {
  id: '0004-similarities',
  up(catalog) {
    for (const table of ['similarities', 'similarityPairs', 'similarityMatrices', 'chances']) {
      catalog.createTable(table, 'ordered');
      catalog.createTable(`${table}BySubject`, 'ordered');
    }
  },
};
