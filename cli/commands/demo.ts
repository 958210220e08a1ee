/** `saeql demo`: puts what the package ships into the store, harvests it, and serves it. */
import type { Command } from 'commander';
import { demoCorpus, demoDictionaries, demoModel, demoQueries } from '../demo-contents.js';
import { addPortOption, toVariables, type ListenOptions } from '../listen-options.js';
import { runCommand, surroundingsOf, type Session } from '../run-command.js';
import { runHarvest } from '../run-harvest.js';
import { serve } from '../serve.js';

export function addDemo(program: Command): void {
  addPortOption(program.command('demo'))
    .description('put the shipped model, corpus and dictionaries into the store, harvest them, serve')
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
  const { imports, harvests } = session.services;
  await imports.importModel(demoModel);
  await imports.importCorpus(demoCorpus);
  for (const dictionary of demoDictionaries) await imports.importDictionary(dictionary);
  const names = demoDictionaries.map(({ name }) => name);
  if (names.every((name) => harvests.find(name, demoCorpus.name) !== undefined)) return;
  session.output.remark('Harvesting the demonstration dictionaries, once.');
  await runHarvest(session, {
    dictionaries: names,
    corpus: demoCorpus.name,
    contextsPerFeature: 32,
    windowTokens: 64,
    includeSpecialTokens: false,
  });
}

function toLines(address: string): string[] {
  const queries = demoQueries.flatMap(({ asks, query }) => ['', `# ${asks}`, ...query.split('\n')]);
  return [`Serving ${address}/graphql`, '', 'Open it in a browser and paste one of these:', ...queries];
}
