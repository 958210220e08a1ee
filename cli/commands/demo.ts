/** `saeql demo`: puts what the package ships into the store, harvests it, and serves it. */
import type { Command } from 'commander';
import { readDemoContents, type DemoContents } from '../demo-contents.js';
import { demoQueries } from '../demo-queries.js';
import { addPortOption, toVariables, type ListenOptions } from '../listen-options.js';
import { runCommand, surroundingsOf, type Session } from '../run-command.js';
import { runJob } from '../run-job.js';
import { serve } from '../serve.js';

export function addDemo(program: Command): void {
  addPortOption(program.command('demo'))
    .description('put the shipped models, corpus, dictionaries and data sets into the store, harvest them, serve')
    .action(async (options: ListenOptions, command: Command) => {
      await runCommand(command, fillStore);
      const surroundings = surroundingsOf(command, toVariables(options));
      await serve(surroundings, (address) =>
        surroundings.output.answer({ address, graphql: `${address}/graphql` }, toLines(address)),
      );
    });
}

/** What is there already, from an earlier or an interrupted run, is left as it is. */
async function fillStore(session: Session): Promise<void> {
  const { imports } = session.services;
  const contents = readDemoContents();
  for (const model of contents.models) await imports.importModel(model);
  await imports.importCorpus(contents.corpus);
  for (const dictionary of contents.dictionaries) await imports.importDictionary(dictionary);
  for (const dataset of contents.datasets) await imports.importDataset(dataset);
  for (const model of contents.models) await harvestDictionariesOf(session, contents, model.name);
}

/** One pass over the corpus for all dictionaries of the model. */
async function harvestDictionariesOf(session: Session, contents: DemoContents, model: string): Promise<void> {
  const { harvests, jobs } = session.services;
  const corpus = contents.corpus.name;
  const names = contents.dictionaries.filter((dictionary) => dictionary.model === model).map(({ name }) => name);
  if (names.every((name) => harvests.find(name, corpus) !== undefined)) return;
  session.output.remark(`Harvesting the dictionaries of ${model}, once.`);
  const input = {
    dictionaries: names,
    corpus,
    contextsPerFeature: 32,
    windowTokens: 64,
    includeSpecialTokens: false,
  };
  await runJob(session, { noun: 'harvest', start: () => jobs.startHarvest(input) });
}

function toLines(address: string): string[] {
  const queries = demoQueries.flatMap(({ asks, query }) => ['', `# ${asks}`, ...query.split('\n')]);
  return [`Serving ${address}/graphql`, '', 'Open it in a browser and paste one of these:', ...queries];
}
