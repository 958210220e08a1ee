/** Evaluating and asking a classifier over HTTP, as another service would. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { parseNodeId } from '../../../domain/node-id.js';
import {
  ClassifierEvaluationDocument,
  ClassifyDocument,
  EvaluationNodeDocument,
  StartEvaluationDocument,
  StartFeatureClassifierDocument,
} from '../../generated/operations.js';
import { confounded, crossed, openClassifierDemo } from '../../support/classifier-demo.js';
import { mlpDictionary } from '../../support/demo-files.js';
import { openTestWeb } from '../../support/web.js';

async function open(t: TestContext) {
  const opened = await openClassifierDemo(t);
  const web = await openTestWeb(opened.services);
  t.after(() => web.close(0));
  const finish = (id: string) => opened.services.jobs.run(parseNodeId(id).key);
  return { ...opened, web, finish };
}

test('a feature becomes a classifier, is evaluated by group, and found with its evaluation', async (t) => {
  const { web, finish } = await open(t);
  const feature = { dictionary: mlpDictionary, index: 3 };
  const { startFeatureClassifier } = await web.read(StartFeatureClassifierDocument, {
    input: { name: 'one', feature, dataset: confounded, pooling: 'MAX' },
  });
  await finish(startFeatureClassifier.id);
  const wanted = { classifier: 'one', dataset: crossed, groupBy: ['true', 'believed'] };
  const before = await web.read(ClassifierEvaluationDocument, wanted);
  const { startEvaluation } = await web.read(StartEvaluationDocument, { input: wanted });
  await finish(startEvaluation.id);
  const { classifier } = await web.read(ClassifierEvaluationDocument, wanted);

  assert.equal(before.classifier?.evaluation, null);
  assert.equal(classifier?.__typename, 'FeatureClassifier');
  assert.equal(classifier.trainedOn?.name, confounded);
  const evaluation = classifier.evaluation;
  assert.deepEqual([evaluation?.rows, evaluation?.classifier.name, evaluation?.dataset.name], [1000, 'one', crossed]);
  assert.equal(evaluation?.worstGroup?.group.length, 2);
  const { node } = await web.read(EvaluationNodeDocument, { id: evaluation?.id ?? '' });
  assert.deepEqual(node, { __typename: 'Evaluation', ...evaluation });
});

test('a request with bad prompts answers the good ones', async (t) => {
  const { web, addFeature } = await open(t);
  addFeature('feature', 'MAX');
  const prompts = [{ text: 'The crowd claps.' }, { text: '' }, { text: 'The crowd boos.' }];
  const { data, errors } = await web.ask(ClassifyDocument, { classifier: 'feature', prompts });
  const [good, bad, other] = data?.classify ?? [];
  assert.equal(bad, null);
  assert.deepEqual([errors?.[0].extensions.code, errors?.[0].path], ['PROMPT_EMPTY', ['classify', 1]]);
  assert.ok(good && other);
  assert.equal(good.classifierDigest, 'digest of feature');
  assert.equal(good.label, good.score >= good.threshold ? '1' : '0');
  assert.equal(good.votes[0].feature.index, 3);
});

test('a key that may only read is not allowed to ask a classifier', async (t) => {
  const { web } = await open(t);
  const { secret } = web.keys.create('reader', 'read');
  const prompts = [{ text: 'The crowd claps.' }];
  const { errors } = await web.ask(ClassifyDocument, { classifier: 'feature', prompts }, secret);
  assert.equal(errors?.[0].extensions.code, 'FORBIDDEN');
});

test('an unknown classifier is refused with the nearest name', async (t) => {
  const { web, addFeature } = await open(t);
  addFeature('feature', 'MAX');
  const { errors } = await web.ask(ClassifyDocument, { classifier: 'features', prompts: [{ text: 'One.' }] });
  assert.equal(errors?.[0].extensions.code, 'CLASSIFIER_NOT_FOUND');
  assert.match(errors?.[0].message ?? '', /"feature"/);
});
