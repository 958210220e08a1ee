/** A pruning sweep of a shipped dictionary, started and read over GraphQL. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { parseNodeId } from '../../../domain/node-id.js';
import {
  type SweepOfJobQuery,
  NodeByIdDocument,
  RemoveDocument,
  StartPruningSweepDocument,
  SweepOfJobDocument,
} from '../../generated/operations.js';
import { openDemo } from '../../support/open-demo.js';
import { demo } from '../../support/paths.js';
import { openTestWeb } from '../../support/web.js';

const dictionary = 'demo/mlp_out.1/0_512';
const maxTokens = 1500;

async function openHarvested(t: TestContext) {
  const { services, store } = await openDemo(t, { dictionaries: [dictionary], corpus: 'prose' });
  const { jobs } = services;
  const options = { contextsPerFeature: 1, windowTokens: 8, includeSpecialTokens: false, maxTokens };
  await jobs.run(jobs.startHarvest({ dictionaries: [dictionary], corpus: 'prose', ...options }).id);
  const frequencies = services.features
    .statistics(services.harvests.find(dictionary)!, [...Array(512).keys()])
    .map(({ frequency }) => frequency);
  return { services, store, frequencies, web: await openTestWeb(services) };
}

type Opened = Awaited<ReturnType<typeof openHarvested>>;
type Sweep = Extract<NonNullable<SweepOfJobQuery['job']>['results'][number], { __typename: 'PruningSweep' }>;

async function sweep({ web, services }: Opened, changes: object): Promise<Sweep> {
  const input = { dictionary, corpus: 'prose', maxTokens, randomDraws: 2, ...changes };
  const { startPruningSweep } = await web.read(StartPruningSweepDocument, { input });
  await services.jobs.run(parseNodeId(startPruningSweep.id).key);
  const { job } = await web.read(SweepOfJobDocument, { job: startPruningSweep.id });
  assert.equal(job?.state, 'SUCCEEDED', JSON.stringify(job?.error));
  const [result] = job.results;
  assert.ok(result.__typename === 'PruningSweep');
  return result;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test('the points of a sweep are the metrics of the prunings, beside random removals of equal count', async (t) => {
  const opened = await openHarvested(t);
  const { services, frequencies } = opened;

  const { points, chosen, targetL0, ...rest } = await sweep(opened, { thresholds: [0.08, 0.03, 1, 0.08] });

  assert.deepEqual([rest.dictionary.name, rest.corpus.name, rest.tokenRule], [dictionary, 'prose', 'SAEQL']);
  assert.deepEqual([chosen, targetL0], [null, null]);
  assert.deepEqual(
    points.map(({ maxFrequency }) => maxFrequency),
    [0.03, 0.08, 1],
  );
  for (const { maxFrequency, removed, metrics, random } of points) {
    const left = frequencies.filter((frequency) => frequency <= maxFrequency);
    assert.equal(removed, 512 - left.length);
    // The harvest counted the same tokens, so that L0 is the sum of frequencies; only the order of float64 sums differs.
    assert.ok(Math.abs(metrics.l0 - sum(left)) < 1e-9, `${metrics.l0} is not ${sum(left)}`);
    assert.deepEqual([metrics.dictionary.name, metrics.options.maxTokens], [dictionary, maxTokens]);
    assert.equal(random.length, 8);
  }
  const [first, , last] = points;
  const drawn = Object.fromEntries(first.random.map(({ definition, value }) => [definition, value]));
  assert.ok(drawn['l0.mean'] > first.metrics.l0, 'features at random are rarer than the most frequent');
  assert.ok(drawn['l0.deviation'] > 0 && drawn['mse.mean'] < first.metrics.mse);
  const unpruned = Object.fromEntries(last.random.map(({ definition, value }) => [definition, value]));
  assert.deepEqual([unpruned['mse.mean'], unpruned['mse.deviation']], [last.metrics.mse, 0]);

  const name = 'pruned';
  services.prunings.create({ dictionary, name, maxFrequency: 0.03 });
  const request = { dictionary: name, corpus: 'prose', tokenRule: 'SAEQL', includeSpecialTokens: false, maxTokens };
  const job = await services.jobs.run(services.metrics.start({ ...request, tokenRule: 'SAEQL' }).id);
  assert.equal(job.error, null);
  const alone = services.metrics.find(name, { corpus: 'prose', tokenRule: 'SAEQL' })!;
  assert.deepEqual([alone.l0, alone.alive], [first.metrics.l0, first.metrics.alive]);
  // Encoded alone and with others the matrix products may be grouped otherwise: float32 rounding of sums.
  for (const metric of ['mse', 'lossReconstructed', 'fractionRecovered'] as const) {
    const difference = Math.abs(alone[metric]! - first.metrics[metric]);
    assert.ok(
      difference <= 1e-5 * Math.abs(alone[metric]!),
      `${metric}: ${alone[metric]} and ${first.metrics[metric]}`,
    );
  }
});

test('a wanted L0 is found among all thresholds; the sweep and its points are nodes, and it can be removed', async (t) => {
  const opened = await openHarvested(t);
  const { web, frequencies } = opened;
  const targetL0 = sum(frequencies) / 2;

  const found = await sweep(opened, { thresholds: [1], targetL0, randomDraws: 0 });

  const { chosen, points } = found;
  assert.ok(chosen && chosen.metrics.l0 <= targetL0);
  const next = Math.min(...frequencies.filter((frequency) => frequency > chosen.maxFrequency));
  assert.ok(sum(frequencies.filter((frequency) => frequency <= next)) > targetL0);
  assert.deepEqual([points.length, points[0]], [2, chosen]);
  assert.deepEqual(chosen.random, []);
  const nodeOf = async (id: string) => (await web.read(NodeByIdDocument, { id })).node?.__typename;
  assert.equal(await nodeOf(found.id), 'PruningSweep');
  assert.equal(await nodeOf(chosen.metrics.id), 'DictionaryMetrics');
  await web.read(RemoveDocument, { id: found.id });
  assert.equal(await nodeOf(found.id), undefined);
  assert.equal(await nodeOf(chosen.metrics.id), undefined);
});

test('a sweep that cannot be is refused before it is queued', async (t) => {
  const opened = await openHarvested(t);
  const { web, services } = opened;
  const refusal = async (changes: object): Promise<string | undefined> => {
    const input = { dictionary, corpus: 'prose', ...changes };
    return (await web.ask(StartPruningSweepDocument, { input })).errors?.[0].extensions.code;
  };

  assert.equal(await refusal({ dictionary: 'demo/other' }), 'DICTIONARY_NOT_FOUND');
  assert.equal(await refusal({ corpus: 'verse' }), 'CORPUS_NOT_FOUND');
  assert.equal(await refusal({ thresholds: [] }), 'ARGUMENT_INVALID');
  assert.equal(await refusal({ thresholds: [0.1, 2] }), 'ARGUMENT_INVALID');
  assert.equal(await refusal({ targetL0: 0 }), 'ARGUMENT_INVALID');
  assert.equal(await refusal({ randomDraws: 21 }), 'ARGUMENT_INVALID');
  await services.imports.importCorpus({ file: demo('corpus.jsonl'), name: 'other' });
  assert.equal(await refusal({ corpus: 'other' }), 'NOT_HARVESTED');
  assert.ok(services.jobs.page({ first: 10 }).items.every(({ node }) => node.kind === 'HARVEST'));
});
