/** `saeql import`: the group of commands that register what a user brings. */
import type { Command } from 'commander';
import { addImportCorpus } from './import-corpus.js';
import { addImportDataset } from './import-dataset.js';
import { addImportDictionary } from './import-dictionary.js';
import { addImportModel } from './import-model.js';

export function addImport(program: Command): void {
  const group = program
    .command('import')
    .description('register a model, a dictionary, a corpus or a labelled data set');
  addImportModel(group);
  addImportDictionary(group);
  addImportCorpus(group);
  addImportDataset(group);
}
