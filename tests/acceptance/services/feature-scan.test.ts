/** Feature scans of the shipped model on a shipped data set. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toNodeId } from '../../../domain/node-id.js';
import { FeatureScanDocument, StartFeatureScanDocument } from '../../generated/operations.js';
import { expectError } from '../../support/expect-error.js';
import { openScanDemo, scanInput, scannedDataset, scannedDictionary } from '../../support/scan-demo.js';
import { openTestWeb } from '../../support/web.js';

test('a scan finds what chance does not, beside neurons and random directions, and repeats to the bit', async (t) => {
  const { services, store } = await openScanDemo(t);
  const { controls, featureScans, jobs } = services;
  await controls.createRandomDictionary({ like: scannedDictionary, name: 'random', seed: 1 });
  await controls.createIdentityDictionary({ model: 'demo', hookPoint: 'mlp_hidden.2', name: 'neurons' });
  const input = scanInput({ dictionaries: [scannedDictionary, 'random', 'neurons'] });

  const job = await jobs.run(featureScans.start(input).id);
  assert.deepEqual([job.error, job.results], [null, [{ kind: 'FeatureScan', key: 'scan' }]]);
  const scan = featureScans.get('scan');
  const { items, totalCount } = featureScans.hits(scan, { significant: true, first: 100 });
  assert.equal(totalCount, scan.significant);
  assert.ok(scan.significant > 10 && scan.nullAuroc > 0.55 && scan.nullAuroc < 0.65, JSON.stringify(scan));
  assert.ok(items[0].node.auroc.value > 0.9 && items[0].node.auroc.low > scan.nullAuroc);
  for (const { node } of items) assert.deepEqual(featureScans.hit(scan, node.feature), node);
  const all = featureScans.hits(scan, { significant: false, first: 1 }).totalCount;
  assert.equal(all, scan.features);

  await jobs.run(featureScans.start({ ...input, name: 'again' }).id);
  const again = featureScans.get('again');
  assert.deepEqual(store.featureScanArrays.read(again.id), store.featureScanArrays.read(scan.id));
  assert.deepEqual([again.nullAuroc, again.warnings], [scan.nullAuroc, scan.warnings]);
});

test('labels that mean nothing give no hits, and a warning that says so', async (t) => {
  const { services } = await openScanDemo(t);
  const rows = Array.from({ length: 240 }, (_, row) => ({
    text: `On a day number ${row} the crowd claps`,
    label: (row * 2654435761) % 4294967296 < 2147483648 ? 'yes' : 'no',
    groups: [],
  }));
  await services.imports.importDataset({ name: 'noise', source: { kind: 'rows', rows }, positiveLabel: 'yes' });
  const job = await services.jobs.run(services.featureScans.start(scanInput({ dataset: 'noise' })).id);
  assert.equal(job.error, null);
  const scan = services.featureScans.get('scan');
  assert.equal(scan.significant, 0);
  assert.ok(scan.warnings.some(({ code }) => code === 'NULL_NOT_BEATEN'));
  assert.deepEqual(services.featureScans.hits(scan, { significant: true, first: 5 }).items, []);
});

test('what cannot be scanned is refused before anything runs', async (t) => {
  const { services } = await openScanDemo(t);
  const start = (changes: object) => () => services.featureScans.start(scanInput(changes));
  await expectError(start({ dataset: 'working' }), 'DATASET_NOT_FOUND');
  await expectError(start({ dictionaries: ['none'] }), 'DICTIONARY_NOT_FOUND');
  await expectError(start({ dictionaries: [] }), 'ARGUMENT_INVALID', { at: 'dictionaries' });
  await expectError(start({ splitBy: 'subjects' }), 'DATASET_COLUMN_MISSING', { at: 'splitBy' });
  await expectError(start({ maxFrequency: 0.1 }), 'NOT_HARVESTED');
  await expectError(start({ permutations: 10 }), 'ARGUMENT_INVALID', { at: 'permutations' });
  await expectError(start({ name: 'no name' }), 'NAME_INVALID');
  await expectError(() => services.featureScans.get('scam'), 'FEATURE_SCAN_NOT_FOUND');
});

test('a name stands for one scan; what it was made from cannot be removed, and it can', async (t) => {
  const { services } = await openScanDemo(t);
  const { featureScans, jobs, removal } = services;
  await jobs.run(featureScans.start(scanInput()).id);
  await expectError(() => featureScans.start(scanInput({ seed: 1 })), 'NAME_TAKEN');
  assert.equal((await jobs.run(featureScans.start(scanInput()).id)).state, 'SUCCEEDED');
  await expectError(() => removal.remove({ kind: 'Dataset', key: scannedDataset }), 'IN_USE');
  await expectError(() => removal.remove({ kind: 'Dictionary', key: scannedDictionary }), 'IN_USE');
  removal.remove({ kind: 'FeatureScan', key: 'scan' });
  assert.equal(featureScans.find('scan'), undefined);
  removal.remove({ kind: 'Dataset', key: scannedDataset });
});

test('a scan that is cancelled leaves nothing, and one divided by group permutes by group', async (t) => {
  const { services, store } = await openScanDemo(t);
  const { featureScans, jobs } = services;
  const controller = new AbortController();
  const started = featureScans.start(scanInput({ splitBy: 'subject' }));
  const running = jobs.run(started.id, { signal: controller.signal });
  jobs.cancel(started.id);
  controller.abort();
  assert.ok(['CANCELLED', 'QUEUED'].includes((await running).state));
  assert.deepEqual(store.featureScans.names(), []);
  const job = await jobs.run(featureScans.start(scanInput({ splitBy: 'subject', name: 'by-subject' })).id);
  assert.equal(job.error, null);
  assert.equal(featureScans.get('by-subject').division.splitBy, 'subject');
});

test('over GraphQL: started, paged, found by id and removed', async (t) => {
  const { services } = await openScanDemo(t);
  const web = await openTestWeb(services);
  const { startFeatureScan } = await web.read(StartFeatureScanDocument, {
    input: { ...scanInput(), dictionaries: [scannedDictionary] },
  });
  assert.equal(startFeatureScan.kind, 'FEATURE_SCAN');
  await services.jobs.run(services.jobs.page({ first: 1 }).items[0].node.id);

  const { featureScan } = await web.read(FeatureScanDocument, { name: 'scan', first: 2 });
  const scan = services.featureScans.get('scan');
  assert.ok(featureScan);
  assert.deepEqual([featureScan.id, featureScan.nullAuroc], [toNodeId('FeatureScan', 'scan'), scan.nullAuroc]);
  assert.deepEqual(
    [featureScan.dataset.name, featureScan.dictionaries],
    [scannedDataset, [{ name: scannedDictionary }]],
  );
  assert.equal(featureScan.hits.totalCount, scan.significant);
  const [first, second] = services.featureScans.hits(scan, { significant: true, first: 2 }).items;
  const { feature, ...figures } = featureScan.hits.nodes[0];
  assert.deepEqual(feature, { index: first.node.feature.index, dictionary: { name: scannedDictionary } });
  assert.deepEqual({ ...figures }, { ...figures, pValue: first.node.pValue, auroc: first.node.auroc });
  const after = featureScan.hits.pageInfo.endCursor;
  assert.equal(after, second.cursor);
  const next = await web.read(FeatureScanDocument, { name: 'scan', first: 2, after });
  assert.equal(next.featureScan?.hits.pageInfo.hasPreviousPage, true);
});
