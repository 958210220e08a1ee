/** Probes over GraphQL: started, listed, found by id and by name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNodeId } from '../../../domain/node-id.js';
import { ClassifierNodeDocument, ClassifiersDocument, StartProbeDocument } from '../../generated/operations.js';
import { openDemo } from '../../support/open-demo.js';
import { demo } from '../../support/paths.js';
import { openTestWeb } from '../../support/web.js';

test('a probe is started, listed with its weights, and found by id and by name', async (t) => {
  const { services } = await openDemo(t, { dictionaries: [] });
  const file = demo('datasets/truth_easy_confounded.csv');
  const columns = { text: 'text', label: 'label', groups: [] };
  await services.imports.importDataset({ name: 'easy', source: { kind: 'file', file, columns } });
  const web = await openTestWeb(services);
  const input = { name: 'truth', dataset: 'easy', model: 'demo', hookPoint: 'blocks.3.hook_resid_post', c: 0.1 };

  const { startProbe } = await web.read(StartProbeDocument, { input });
  const { error } = await services.jobs.run(parseNodeId(startProbe.id).key);
  const { classifiers } = await web.read(ClassifiersDocument, { dataset: 'easy' });
  const [probe] = classifiers.nodes;
  const found = await web.read(ClassifierNodeDocument, { id: probe.id, name: 'truth' });
  const none = await web.read(ClassifiersDocument, { dataset: 'another' });

  assert.equal(error, null);
  assert.equal(startProbe.kind, 'PROBE');
  assert.equal(probe.__typename, 'Probe');
  assert.deepEqual([probe.kind, probe.model.name, probe.trainedOn?.name], ['LOGISTIC', 'demo', 'easy']);
  assert.deepEqual([probe.hookPoint.name, probe.c, probe.converged], ['resid_post.3', 0.1, true]);
  assert.equal(Buffer.from(probe.weights, 'base64').length, 128 * 4);
  assert.deepEqual([probe.evaluation, probe.warnings], [null, []]);
  const { modelDigest, input: kept } = probe.provenance as { modelDigest: string; input: object };
  assert.equal(modelDigest, services.catalog.getModel('demo').digest);
  assert.deepEqual(kept, {
    ...input,
    hookPoint: 'resid_post.3',
    kind: 'LOGISTIC',
    pooling: 'LAST',
    standardize: true,
    seed: 0,
  });
  assert.deepEqual([found.node?.id, found.classifier?.id], [probe.id, probe.id]);
  assert.equal(none.classifiers.totalCount, 0);
});
