/** Creates the tables of the mean activations of hook points. */
import type { Migration } from '../store/migrator.js';

export const activationMeans: Migration = {
  id: '0003-activation-means',
  up(catalog) {
    for (const table of ['activationMeans', 'activationMeansBySubject']) catalog.createTable(table, 'ordered');
  },
};
