/** `saeql export`: writes what is stored of a dictionary as JSON Lines, and its vectors as safetensors. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { createNewFolder } from '../create-new-folder.js';
import { writeFeatures } from '../export-features.js';
import { writeVectors } from '../export-vectors.js';
import { parseWholeNumber } from '../parse-option.js';
import { createProgress } from '../progress.js';
import { runCommand, type Session } from '../run-command.js';

interface ExportOptions {
  readonly to: string;
  readonly corpus?: string;
  readonly contexts: number;
  readonly tokens: number;
}

const featuresFile = 'features.jsonl';
const vectorsFile = 'vectors.safetensors';

export function addExport(program: Command): void {
  program
    .command('export')
    .description(`write ${featuresFile} and ${vectorsFile} of a dictionary into a new folder`)
    .argument('<dictionary>', 'the name of the dictionary')
    .requiredOption('--to <folder>', 'the folder to create')
    .option('--corpus <corpus>', 'the harvest on this corpus (default: the newest harvest)')
    .option('--contexts <number>', 'top contexts a feature', parseWholeNumber, 10)
    .option('--tokens <number>', 'commonest tokens a feature', parseWholeNumber, 10)
    .action((name: string, options: ExportOptions, command: Command) =>
      runCommand(command, (session) => exportDictionary(session, name, options)),
    );
}

async function exportDictionary(session: Session, name: string, options: ExportOptions): Promise<void> {
  const { services, output, interruption } = session;
  const dictionary = services.catalog.getDictionary(name);
  const harvest = services.harvests.find(name, options.corpus);
  const folder = await createNewFolder(options.to);
  const progress = createProgress('export', output.options);
  const job = { services, dictionary, progress, signal: interruption.signal };
  try {
    await writeFeatures(join(folder, featuresFile), { ...job, harvest, ...options });
    await writeVectors(join(folder, vectorsFile), job);
  } finally {
    progress.stop();
  }
  output.confirm(
    { dictionary: { name }, folder, files: [featuresFile, vectorsFile], features: dictionary.size },
    `Wrote ${dictionary.size} features of ${name} to ${folder}.`,
  );
}
