/** `saeql serve`: serves GraphQL until it is asked to stop. */
import type { Command } from 'commander';
import { addPortOption, toVariables, type ListenOptions } from '../listen-options.js';
import { surroundingsOf } from '../run-command.js';
import { serve } from '../serve.js';

export function addServe(program: Command): void {
  addPortOption(program.command('serve'))
    .description('serve GraphQL, and run the jobs that clients start; SIGINT and SIGTERM end it in order')
    .option('--host <address>', 'the address to listen on (default: SAEQL_HOST, else 127.0.0.1)')
    .action(async (options: ListenOptions, command: Command) => {
      const surroundings = surroundingsOf(command, toVariables(options));
      await serve(surroundings, (address) =>
        surroundings.output.answer({ address, graphql: `${address}/graphql` }, [`Serving ${address}/graphql`]),
      );
    });
}
