/** Jobs of classifiers whose process is killed leave nothing half-written, and give the same numbers when they are run again. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { JobRecord } from '../../domain/job.js';
import { readConfig } from '../../server/config.js';
import { startJobProcess } from '../../server/start-job-process.js';
import { openDemo } from '../support/open-demo.js';
import { demo } from '../support/paths.js';

const dictionary = 'demo/mlp_out.2/0_512';

async function open(t: TestContext) {
  const { services, store } = await openDemo(t, { dictionaries: [dictionary] });
  const columns = { text: 'text', label: 'label', groups: [] };
  const source = { kind: 'file', file: demo('datasets/truth_easy_crossed.csv'), columns } as const;
  await services.imports.importDataset({ name: 'easy', source });
  const folder = dirname(dirname(store.blobs.dictionaryFolder('any')));
  const config = readConfig({
    SAEQL_DATA: folder,
    SAEQL_PROVIDER: 'cpu',
    SAEQL_THREADS: '1',
    SAEQL_LOG_LEVEL: 'error',
  });

  /** Kills the job's process in the midst of its work; an assertion fails when it was done before. */
  async function killAt(id: string, progress: number): Promise<void> {
    const child = startJobProcess(id, config);
    const isEarlier = (): boolean => {
      const job = store.jobs.find(id);
      return job?.state !== 'RUNNING' || job.progress < progress;
    };
    while (isEarlier() && child.exitCode === null) await delay(2);
    assert.equal(child.exitCode, null, 'the job was done before it could be killed');
    child.kill('SIGKILL');
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    assert.equal(signal, 'SIGKILL');
  }
  async function finish({ id }: JobRecord): Promise<void> {
    const { state, error } = await services.jobs.run(id);
    assert.equal(state, 'SUCCEEDED', JSON.stringify(error));
  }
  const files = (name: string): string[] => (existsSync(join(folder, name)) ? readdirSync(join(folder, name)) : []);
  return { services, store, killAt, finish, files };
}

test('a killed probe is not there, can be started again under its name, and is the same bit for bit', async (t) => {
  const { services, store, killAt, finish } = await open(t);
  const { classifiers, removal } = services;
  const input = { name: 'truth', dataset: 'easy', model: 'demo', hookPoint: 'resid_post.3' } as const;
  const probe = { ...input, kind: 'LOGISTIC', pooling: 'MEAN', standardize: true, seed: 3 } as const;
  const started = classifiers.startProbe(probe);

  await killAt(started.id, 0);
  assert.deepEqual(store.classifiers.names(), []);
  const again = classifiers.startProbe(probe);
  await finish(again);
  const { createdAt: _first, ...first } = classifiers.get('truth');
  removal.remove({ kind: 'Probe', key: 'truth' });
  await finish(classifiers.startProbe(probe));
  const { createdAt: _second, ...second } = classifiers.get('truth');

  assert.equal(again.id, started.id);
  assert.deepEqual(second, first);
});

test('a killed scan is not there and leaves no arrays, and run again it is the same bit for bit', async (t) => {
  const { services, store, killAt, finish, files } = await open(t);
  const { featureScans, removal } = services;
  const input = { name: 'scan', dataset: 'easy', dictionaries: [dictionary], pooling: 'MAX' } as const;
  const scan = { ...input, permutations: 10_000, seed: 3 } as const;
  const started = featureScans.start(scan);

  await killAt(started.id, 0.7);
  assert.deepEqual(store.featureScans.names(), []);
  assert.deepEqual(files('scans'), []);
  await finish(featureScans.start(scan));
  const { id, finishedAt: _first, ...first } = featureScans.get('scan');
  const firstArrays = store.featureScanArrays.read(id);
  removal.remove({ kind: 'FeatureScan', key: 'scan' });
  await finish(featureScans.start(scan));
  const { id: newId, finishedAt: _second, ...second } = featureScans.get('scan');

  assert.deepEqual(second, first);
  assert.deepEqual(store.featureScanArrays.read(newId), firstArrays);
  assert.equal(files('scans').length, 1);
});

test('a killed evaluation is not there, and made again it has the same numbers', async (t) => {
  const { services, store, killAt, finish } = await open(t);
  const { classifiers, evaluations, removal } = services;
  const probe = { name: 'truth', dataset: 'easy', model: 'demo', hookPoint: 'resid_post.3', c: 1 } as const;
  await finish(classifiers.startProbe({ ...probe, kind: 'LOGISTIC', pooling: 'LAST', standardize: true, seed: 3 }));
  const input = { classifier: 'truth', dataset: 'easy', groupBy: [] };
  const started = evaluations.start(input);

  await killAt(started.id, 0);
  assert.equal(evaluations.find(input), undefined);
  await finish(evaluations.start(input));
  const { id, finishedAt: _first, ...first } = evaluations.find(input)!;
  removal.remove({ kind: 'Evaluation', key: id });
  await finish(evaluations.start(input));
  const { id: _id, finishedAt: _second, ...second } = evaluations.find(input)!;

  assert.deepEqual(second, first);
  assert.equal(store.evaluations.list([]).length, 1);
});
