/** A matrix of similarities whose process is killed keeps the pairs that were finished. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '../../server/config.js';
import { startJobProcess } from '../../server/start-job-process.js';
import { openDemo } from '../support/open-demo.js';

const dictionaries = ['demo/mlp_out.2/0_512', 'demo/mlp_out.2/2_512', 'demo/mlp_out.1/0_512'];

test('after kill -9, whoever runs the job goes on behind the pairs that are stored, to the same matrix', async (t) => {
  const { services, store } = await openDemo(t, { dictionaries });
  const folder = dirname(dirname(store.blobs.dictionaryFolder('any')));
  const input = { dictionaries, vectors: 'DECODER' } as const;
  const { id } = services.similarities.startMatrix(input);
  const pairs = (): string[] => store.similarityPairs.list([]).map((pair) => pair.id);

  const child = startJobProcess(
    id,
    readConfig({ SAEQL_DATA: folder, SAEQL_PROVIDER: 'cpu', SAEQL_LOG_LEVEL: 'error' }),
  );
  while (pairs().length === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGKILL');
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  const kept = pairs();

  assert.equal(signal, 'SIGKILL');
  assert.ok(kept.length > 0 && kept.length < 6, String(kept.length));
  assert.equal(services.similarities.findMatrix(input), undefined);
  const { state, error } = await services.jobs.run(id);
  assert.equal(state, 'SUCCEEDED', JSON.stringify(error));
  assert.equal(pairs().length, 6);
  assert.deepEqual(
    pairs().filter((pair) => kept.includes(pair)),
    kept,
  );
  const { values } = services.similarities.findMatrix(input)!.record;
  for (const pair of store.similarityPairs.list([])) store.similarityPairs.remove(pair.id);
  services.removal.remove({ kind: 'SimilarityMatrix', key: id });
  await services.jobs.run(services.similarities.startMatrix(input).id);
  assert.deepEqual(services.similarities.findMatrix(input)!.record.values, values);
});
