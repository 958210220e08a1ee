/** Harvests with a made-up engine and the real store, against brute force. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { HarvestInput, JobRecord } from '../../domain/job.js';
import type { HarvestTuning } from '../../services/harvest/harvest-job.js';
import { bruteForceHarvest } from '../support/brute-force-harvest.js';
import { expectSameHarvest } from '../support/expect-harvest.js';
import { dictionaries, input, openWorkbench, tokenizer, type Workbench } from '../support/harvest-workbench.js';
import { syntheticEncoder } from '../support/synthetic-encoder.js';

async function harvest(bench: Workbench, changes: Partial<HarvestInput> = {}): Promise<JobRecord> {
  const job = await bench.jobs.run(bench.jobs.startHarvest({ ...input, ...changes }).id);
  assert.equal(job.state, 'SUCCEEDED', JSON.stringify(job.error));
  return job;
}

function digests(bench: Workbench, job: JobRecord): string[] {
  return job.results.map(({ key }) => bench.store.harvests.get(key)!.digest);
}

const cases: readonly [string, Partial<HarvestInput>][] = [
  ['as it is', {}],
  ['with documents cut into many runs', { contextTokens: 10, windowTokens: 4 }],
  ['with special tokens counted', { includeSpecialTokens: true }],
  ['with windows of one token', { windowTokens: 1 }],
  ['with one window a run and one context a feature', { windowTokens: 32, contextsPerFeature: 1 }],
  ['of the first 700 tokens', { maxTokens: 700 }],
  ['with the default context length', { contextTokens: undefined, contextsPerFeature: 1000 }],
];

for (const [name, changes] of cases) {
  test(`a harvest ${name} finds what brute force finds`, async () => {
    const bench = await openWorkbench();
    try {
      const { results } = await harvest(bench, changes);

      for (const [i, { size }] of dictionaries.entries()) {
        const record = bench.store.harvests.get(results[i].key)!;
        const encoder = syntheticEncoder(dictionaries.map((dictionary) => ({ dictionary })));
        const tokenFile = bench.store.tokenFiles.open(record.tokenFile);
        const truth = await bruteForceHarvest({ encoder, tokenFile, options: record.options, ...tokenizer }, i, size);
        expectSameHarvest(bench.store.harvests.open(record.id), truth, record.options);
        assert.equal(record.tokens, truth.countedTokens);
        assert.equal(record.dead, truth.features.filter(({ firings }) => firings === 0).length);
        const often = truth.features.filter(({ firings }) => firings > 0.1 * truth.countedTokens);
        assert.equal(record.over10Percent, often.length);
        assert.equal(bench.store.harvests.open(record.id).pool.length, Math.min(2048, truth.windows));
        assert.equal(bench.store.harvests.verify(record.id), record.digest);
      }
    } finally {
      await bench.close();
    }
  });
}

test('sizes of batches and shards, spilling and checkpoints change no digest', async () => {
  const found = new Set<string>();
  const tunings: Partial<HarvestTuning>[] = [
    {},
    { batchPositions: 1, shardPositions: 1 },
    { batchPositions: 96, shardPositions: 50, checkpointIntervalMs: 0 },
    { batchPositions: 1024, shardPositions: 700, pairLimit: 8 },
    { batchPositions: 512, shardPositions: 300, pairLimit: 200, checkpointIntervalMs: 0 },
  ];
  for (const harvestTuning of tunings) {
    const bench = await openWorkbench({ harvestTuning });
    try {
      found.add(digests(bench, await harvest(bench)).join());
    } finally {
      await bench.close();
    }
  }

  assert.equal(found.size, 1);
});

test('a dictionary harvested alone gives the same as beside another', async () => {
  const bench = await openWorkbench();
  try {
    const together = await harvest(bench);
    const alone = await harvest(bench, { dictionaries: ['tiny/a'] });

    assert.equal(digests(bench, alone)[0], digests(bench, together)[0]);
    assert.notEqual(alone.results[0].key, together.results[0].key);
    assert.equal(bench.store.harvests.find('tiny/a')!.id, alone.results[0].key);
  } finally {
    await bench.close();
  }
});
