/** Ensembles of a scan's hits on the shipped model. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { EnsembleInput, EnsembleRecord } from '../../../domain/classifier.js';
import { divideRows } from '../../../services/classifiers/divide-rows.js';
import { EnsembleDocument, StartEnsembleDocument } from '../../generated/operations.js';
import { toNodeId } from '../../../domain/node-id.js';
import { expectError } from '../../support/expect-error.js';
import { openScanDemo, scanInput, scannedDataset, scannedDictionary } from '../../support/scan-demo.js';
import { openTestWeb } from '../../support/web.js';

async function openScanned(t: TestContext) {
  const opened = await openScanDemo(t);
  const { controls, featureScans, jobs, classifiers } = opened.services;
  await controls.createIdentityDictionary({ model: 'demo', hookPoint: 'mlp_hidden.2', name: 'neurons' });
  const scanned = await jobs.run(featureScans.start(scanInput({ dictionaries: [scannedDictionary, 'neurons'] })).id);
  assert.equal(scanned.error, null);
  const make = async (changes: Partial<EnsembleInput>) => {
    const input: EnsembleInput = { name: 'votes', scan: 'scan', rule: 'ALL', confidence: 0.95, ...changes };
    return jobs.run(classifiers.startEnsemble(input).id);
  };
  const made = async (changes: Partial<EnsembleInput>): Promise<EnsembleRecord> => {
    assert.equal((await make(changes)).error, null);
    const found = classifiers.get(changes.name ?? 'votes');
    assert.ok(found.kind === 'ENSEMBLE');
    return found;
  };
  return { ...opened, make, made };
}

test('members are the best hit of each cluster, and the curve is what their votes give', async (t) => {
  const { services, store, made } = await openScanned(t);
  const { members, curve, atLeast, threshold, effectiveVoters } = await made({});
  const clusters = members.map(({ cluster }) => cluster);
  assert.deepEqual(clusters, [...clusters.keys()]);
  assert.deepEqual([curve.length, atLeast, threshold], [members.length, members.length, members.length]);
  assert.ok(effectiveVoters > 1 && effectiveVoters <= members.length);

  const dataset = services.catalog.getDataset(scannedDataset);
  const content = await store.datasets.read(dataset.digest);
  const { calibrate } = divideRows(content, { splitBy: null, seed: 0 }, dataset.positiveLabel);
  const rowsOf = (positive: boolean) =>
    [...calibrate].filter((row) => (content.rows[row].label === dataset.positiveLabel) === positive);
  assert.equal(curve[0].truePositiveRate.n, rowsOf(true).length);
  assert.equal(curve[0].falsePositiveRate.n, rowsOf(false).length);
  curve.slice(1).forEach((point, before) => {
    assert.ok(point.truePositiveRate.value <= curve[before].truePositiveRate.value);
    assert.ok(point.falsePositiveRate.value <= curve[before].falsePositiveRate.value);
    assert.equal(point.guaranteed, false);
  });

  // Asked about one after the other, the rows vote as they were counted.
  const signal = new AbortController().signal;
  const votesFor: number[] = [];
  for (const rows of batches(rowsOf(true))) {
    const prompts = rows.map((row) => ({ kind: 'raw' as const, text: content.rows[row].text }));
    for (const answer of await services.classifiers.classify({ classifier: 'votes', prompts }, { signal })) {
      assert.ok(!(answer instanceof Error));
      assert.equal(answer.votes.length, members.length);
      votesFor.push(answer.votes.filter(({ vote }) => vote).length);
    }
  }
  const reach = curve.map((point) => votesFor.filter((votes) => votes >= point.atLeast).length / votesFor.length);
  assert.deepEqual(
    curve.map(({ truePositiveRate }) => truePositiveRate.value),
    reach,
  );
});

function batches(rows: readonly number[]): number[][] {
  const size = 16;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, n) => rows.slice(n * size, (n + 1) * size));
}

test('a wanted false-positive rate decides how many votes are enough, or is refused with what it needs', async (t) => {
  const { make, made } = await openScanned(t);
  const { atLeast, curve } = await made({ rule: 'AT_LEAST', targetFalsePositiveRate: 0.2 });
  assert.deepEqual(curve.map(({ guaranteed }) => guaranteed), curve.map((point) => point.atLeast >= atLeast)); // prettier-ignore
  assert.ok(curve[atLeast - 1].falsePositiveRate.value < 0.2);

  const refused = await make({ name: 'strict', rule: 'AT_LEAST', targetFalsePositiveRate: 0.001 });
  assert.equal(refused.error?.code, 'NEGATIVES_TOO_FEW');
  assert.match(refused.error?.message ?? '', /needs 2995\./);
  const any = await make({ name: 'loose', rule: 'ANY', targetFalsePositiveRate: 0.05 });
  assert.equal(any.error?.code, 'RATE_NOT_KEPT');
});

test('what cannot vote is refused before anything runs', async (t) => {
  const { services, make } = await openScanned(t);
  const dead = { dictionary: scannedDictionary, index: 4096 };
  const best = services.featureScans.hits(services.featureScans.get('scan'), { significant: true, first: 1 });
  const { feature } = best.items[0].node;
  await expectError(() => make({ scan: 'scam' }), 'FEATURE_SCAN_NOT_FOUND');
  await expectError(() => make({ features: [dead] }), 'FEATURE_NOT_FOUND');
  await expectError(() => make({ features: [] }), 'ARGUMENT_INVALID', { at: 'features' });
  await expectError(() => make({ features: [feature, feature] }), 'ARGUMENT_INVALID', { at: 'features' });
  await expectError(() => make({ rule: 'AT_LEAST' }), 'ARGUMENT_INVALID', { at: 'atLeast' });
  await expectError(() => make({ rule: 'AT_LEAST', atLeast: 10_000 }), 'ARGUMENT_INVALID', { at: 'atLeast' });
  await expectError(() => make({ atLeast: 2 }), 'ARGUMENT_INVALID', { at: 'atLeast' });
  await expectError(() => make({ confidence: 1 }), 'ARGUMENT_INVALID', { at: 'confidence' });
  await expectError(() => make({ name: 'a b' }), 'NAME_INVALID');
});

test('over GraphQL: made, found by id, and its scan stays as long as it does', async (t) => {
  const { services, made } = await openScanned(t);
  const web = await openTestWeb(services);
  const record = await made({});
  const { startEnsemble } = await web.read(StartEnsembleDocument, { input: { name: 'votes', scan: 'scan' } });
  // The same input as the ensemble that is there, so that the job is over.
  const again = services.jobs.page({ first: 1 }).items[0].node;
  assert.equal(startEnsemble.id, toNodeId('Job', again.id));
  assert.equal(again.state, 'SUCCEEDED');
  const { node } = await web.read(EnsembleDocument, { id: toNodeId('Ensemble', 'votes') });
  assert.ok(node?.__typename === 'Ensemble');
  assert.deepEqual(
    [node.name, node.kind, node.rule, node.atLeast, node.scan.name, node.model.name, node.trainedOn?.name],
    ['votes', 'ENSEMBLE', 'ALL', record.atLeast, 'scan', 'demo', scannedDataset],
  );
  assert.deepEqual(node.curve, JSON.parse(JSON.stringify(record.curve)));
  assert.equal(node.evaluation, null);
  await expectError(() => services.removal.remove({ kind: 'FeatureScan', key: 'scan' }), 'IN_USE');
  services.removal.remove({ kind: 'Ensemble', key: 'votes' });
  services.removal.remove({ kind: 'FeatureScan', key: 'scan' });
});
