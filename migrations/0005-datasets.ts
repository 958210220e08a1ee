/** Creates the table of labelled data sets. */
import type { Migration } from '../store/migrator.js';

export const datasets: Migration = {
  id: '0005-datasets',
  up(catalog) {
    catalog.createTable('datasets', 'ordered');
  },
};
