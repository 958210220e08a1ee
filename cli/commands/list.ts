/** `saeql list`: what is registered, which dictionaries have been harvested, and the last jobs. */
import type { Command } from 'commander';
import type { Services } from '../../services/services.js';
import {
  classifierDocument,
  corpusDocument,
  datasetDocument,
  dictionaryDocument,
  harvestDocument,
  jobDocument,
  modelDocument,
} from '../documents.js';
import { readAll } from '../read-all.js';
import { resultDocuments } from '../result-documents.js';
import { runCommand } from '../run-command.js';
import { toSection } from '../table.js';

const jobsShown = 10;

export function addList(program: Command): void {
  program
    .command('list')
    .description(
      'list models, dictionaries with their newest harvest, corpora, data sets, classifiers and the last jobs',
    )
    .action((_options: unknown, command: Command) =>
      runCommand(command, ({ services, output }) => {
        const listing = readListing(services);
        output.answer(listing, toLines(listing));
      }),
    );
}

type Listing = ReturnType<typeof readListing>;

function readListing(services: Services) {
  const { catalog, harvests, jobs } = services;
  const harvestOf = (dictionary: string) => {
    const harvest = harvests.find(dictionary);
    return harvest === undefined ? null : harvestDocument(harvest);
  };
  return {
    models: readAll((request) => catalog.models(request)).map(modelDocument),
    dictionaries: readAll((request) => catalog.dictionaries(request, {})).map((dictionary) => ({
      ...dictionaryDocument(dictionary),
      harvest: harvestOf(dictionary.name),
    })),
    corpora: readAll((request) => catalog.corpora(request)).map(corpusDocument),
    datasets: readAll((request) => catalog.datasets(request)).map(datasetDocument),
    classifiers: readAll((request) => services.classifiers.page(request, {})).map(classifierDocument),
    jobs: jobs
      .page({ first: jobsShown })
      .items.map(({ node }) => jobDocument(node, resultDocuments(node.results, services))),
  };
}

function toLines({ models, dictionaries, corpora, datasets, classifiers, jobs }: Listing): string[] {
  return [
    ...toSection(
      'Models',
      ['name', 'architecture', 'layers', 'width', 'control of'],
      models.map((model) => [
        model.name,
        model.architecture,
        String(model.layers),
        String(model.width),
        model.control?.of.name ?? '',
      ]),
    ),
    ...toSection(
      'Dictionaries',
      ['name', 'hook point', 'architecture', 'features', 'harvested on'],
      dictionaries.map(({ name, hookPoint, architecture, size, harvest }) => [
        name,
        hookPoint.name,
        architecture,
        String(size),
        harvest === null ? 'not yet' : `${harvest.corpus.name}, ${harvest.tokens} tokens, ${harvest.finishedAt}`,
      ]),
    ),
    ...toSection(
      'Corpora',
      ['name', 'documents'],
      corpora.map(({ name, documents }) => [name, String(documents)]),
    ),
    ...toSection(
      'Data sets',
      ['name', 'rows', 'positive label', 'warnings'],
      datasets.map(({ name, rows, positiveLabel, warnings }) => [
        name,
        String(rows),
        positiveLabel,
        warnings.map(({ code }) => code).join(', '),
      ]),
    ),
    ...toClassifierLines(classifiers),
    ...toSection(
      'Jobs',
      ['created', 'kind', 'state', 'progress', 'message'],
      jobs.map((job) => [
        job.createdAt,
        job.kind,
        job.state,
        `${Math.floor(job.progress * 100)}%`,
        job.error?.message ?? job.message ?? '',
      ]),
    ),
  ];
}

function toClassifierLines(classifiers: Listing['classifiers']): string[] {
  return toSection(
    'Classifiers',
    ['name', 'kind', 'model', 'data set', 'warnings'],
    classifiers.map(({ name, kind, model, trainedOn, warnings }) => [
      name,
      kind,
      model.name,
      trainedOn.name,
      warnings.map(({ code }) => code).join(', '),
    ]),
  );
}
