/** The command line as a whole: its name, the options that every command takes, and the list of commands. */
import { Command, type CommanderError } from 'commander';
import { version } from '../services/version.js';
import { addBackup } from './commands/backup.js';
import { addClassify } from './commands/classify.js';
import { addDemo } from './commands/demo.js';
import { addDoctor } from './commands/doctor.js';
import { addEvaluate } from './commands/evaluate.js';
import { addEnsemble } from './commands/ensemble.js';
import { addExport } from './commands/export.js';
import { addHarvest } from './commands/harvest.js';
import { addIdentityDictionary } from './commands/identity-dictionary.js';
import { addImport } from './commands/import.js';
import { addInt8Dictionary } from './commands/int8-dictionary.js';
import { addKeys } from './commands/keys.js';
import { addList } from './commands/list.js';
import { addMetrics } from './commands/metrics.js';
import { addMigrate } from './commands/migrate.js';
import { addProbe } from './commands/probe.js';
import { addPrune } from './commands/prune.js';
import { addRandomDictionary } from './commands/random-dictionary.js';
import { addRandomize } from './commands/randomize.js';
import { addScan } from './commands/scan.js';
import { addServe } from './commands/serve.js';
import { addSimilarity } from './commands/similarity.js';

/** In the order in which the help lists them. */
const commands = [
  ...[addDemo, addServe],
  ...[addImport, addHarvest, addMetrics, addSimilarity, addList, addExport],
  ...[addProbe, addScan, addEnsemble, addEvaluate, addClassify],
  ...[addPrune, addRandomize, addRandomDictionary, addIdentityDictionary, addInt8Dictionary],
  ...[addDoctor, addMigrate, addKeys, addBackup],
];

/** Builds the parser. Wrong usage is thrown as a CommanderError after its explanation went to standard error. */
export function createProgram(): Command {
  const program = new Command('saeql')
    .description('A GraphQL research-data server for sparse-autoencoder dictionaries of language models.')
    .version(version)
    .option('--data <folder>', 'the folder of the store (default: SAEQL_DATA, else ./data)')
    .option('--json', 'print one JSON document on standard output and nothing else there')
    .option('--quiet', 'no progress and no remarks')
    .configureHelp({ showGlobalOptions: true });
  for (const add of commands) add(program);
  throwInsteadOfExiting(program);
  return program;
}

/** Subcommands inherit settings only when they are made, which happened before these are known to be wanted. */
function throwInsteadOfExiting(command: Command): void {
  command.exitOverride((error: CommanderError) => {
    throw error;
  });
  command.showHelpAfterError('(`--help` after a command explains it)');
  for (const child of command.commands) throwInsteadOfExiting(child);
}
