/** `saeql import dataset`: registers a labelled data set from CSV or JSON Lines. */
import type { Command } from 'commander';
import { datasetDocument } from '../documents.js';
import { runCommand } from '../run-command.js';

interface ImportDatasetOptions {
  readonly name: string;
  readonly textColumn: string;
  readonly labelColumn: string;
  readonly groupColumn: readonly string[];
  readonly splitColumn?: string;
  readonly positiveLabel?: string;
}

export function addImportDataset(parent: Command): void {
  parent
    .command('dataset')
    .description('register a labelled data set: CSV with a header, or JSON objects, one a line')
    .argument('<file>', 'the .csv or .jsonl file')
    .requiredOption('--name <name>', 'the name to register it under')
    .requiredOption('--text-column <column>', 'what the model reads')
    .requiredOption('--label-column <column>', 'what is to be told from it')
    .option('--group-column <column>', 'groups rows: a confounder, template or source; may be repeated', append, [])
    .option('--split-column <column>', 'the part of the data that a row belongs to')
    .option('--positive-label <label>', 'what counts as true (default: 1, true, yes and the like, else the later one)')
    .action((file: string, options: ImportDatasetOptions, command: Command) =>
      runCommand(command, async ({ services, output }) => {
        const { name, positiveLabel } = options;
        const source = { kind: 'file', file, columns: columnMapOf(options) } as const;
        const dataset = await services.imports.importDataset({ name, source, positiveLabel });
        for (const { code, message } of dataset.warnings) output.remark(`${code}: ${message}`);
        output.confirm(datasetDocument(dataset), `Imported data set ${name}: ${dataset.rows} rows.`);
      }),
    );
}

function columnMapOf({ textColumn, labelColumn, groupColumn, splitColumn }: ImportDatasetOptions) {
  return { text: textColumn, label: labelColumn, groups: groupColumn, split: splitColumn };
}

function append(column: string, before: readonly string[]): readonly string[] {
  return [...before, column];
}
