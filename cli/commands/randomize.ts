/** `saeql randomize`: makes a twin of a model with re-drawn weights, to compare with. */
import type { Command } from 'commander';
import { randomizationSchemes, type ModelRecord, type RandomizationScheme } from '../../domain/model.js';
import { jobDocument, modelDocument } from '../documents.js';
import { parseChoice, parseWholeNumber } from '../parse-option.js';
import { runCommand } from '../run-command.js';
import { runJob } from '../run-job.js';

interface RandomizeOptions {
  readonly name: string;
  readonly scheme: RandomizationScheme;
  readonly seed: number;
}

export function addRandomize(program: Command): void {
  program
    .command('randomize')
    .description('register a twin of a model whose weight matrices are drawn anew from their mean and deviation')
    .argument('<model>', 'the model to make a twin of')
    .requiredOption('--name <name>', 'the name to register the twin under')
    .requiredOption('--scheme <scheme>', 'what is drawn: all, keep-embeddings', parseChoice(randomizationSchemes))
    .requiredOption('--seed <number>', 'the same seed gives the same twin', parseWholeNumber)
    .action((model: string, { name, scheme, seed }: RandomizeOptions, command: Command) =>
      runCommand(command, async (session) => {
        const { controls, catalog } = session.services;
        const start = () => controls.startRandomizedModel({ model, name, scheme, seed });
        const job = await runJob(session, { noun: 'randomisation', start });
        const twin = catalog.getModel(name);
        session.output.confirm(jobDocument(job, [modelDocument(twin)]), toLine(twin));
      }),
    );
}

function toLine({ name, control, digest }: ModelRecord): string {
  return `Randomised ${control?.of} to ${name}: seed ${control?.seed}, digest ${digest}.`;
}
