/** Classifying prompts: alone and together, against the rows of a data set, with evidence that adds up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Classification } from '../../../domain/classification.js';
import { ResearchError } from '../../../domain/errors.js';
import { poolings } from '../../../domain/pooled-activations.js';
import type { Prompt } from '../../../domain/prompt.js';
import { inputOfRow, readRowInputs } from '../../../services/classifiers/row-inputs.js';
import { getCurrentParts } from '../../../services/classifiers/current-parts.js';
import { answerOf } from '../../../services/classifiers/score-rows.js';
import type { Services } from '../../../services/services.js';
import { confounded, openClassifierDemo } from '../../support/classifier-demo.js';
import { expectRejection } from '../../support/expect-error.js';

const { signal } = new AbortController();

async function ask(services: Services, classifier: string, prompts: readonly Prompt[]): Promise<Classification[]> {
  const answers = await services.classifiers.classify({ classifier, prompts }, { signal });
  return answers.map((answer) => {
    assert.ok(!(answer instanceof ResearchError), String(answer));
    return answer;
  });
}

test('an answer is the same bits alone, among others, and in an evaluation', async (t) => {
  const { services, content, pooled, addProbe, addFeature, addEnsemble } = await openClassifierDemo(t);
  const classifiers = [
    ...(await Promise.all(poolings.map((pooling) => addProbe(`probe-${pooling}`, pooling)))),
    ...poolings.map((pooling) => addFeature(`feature-${pooling}`, pooling)),
    addEnsemble('ensemble', { atLeast: 2, members: [3, 8, 100] }),
  ];
  const prompts = content.rows.slice(0, 12).map(({ text }): Prompt => ({ kind: 'text', text }));
  for (const classifier of classifiers) {
    const together = await ask(services, classifier.name, prompts);
    const alone = await Promise.all(prompts.map((prompt) => ask(services, classifier.name, [prompt])));
    assert.deepEqual(alone.flat(), together);
    const inputs = await readRowInputs(pooled, {
      ...{ classifier, parts: getCurrentParts(classifier, services.catalog) },
      rows: { dataset: services.catalog.getDataset(confounded) },
      context: { signal, progress: () => undefined },
    });
    const scores = together.map((_, row) => answerOf(classifier, inputOfRow(inputs, row)).score);
    assert.deepEqual(
      together.map(({ score }) => score),
      scores,
    );
  }
});

test('contributions of tokens, with the bias, add up to the score', async (t) => {
  const { services, content, addProbe, addFeature } = await openClassifierDemo(t);
  const prompt: Prompt = { kind: 'text', text: content.rows[0].text };
  for (const pooling of poolings) {
    const { bias } = await addProbe(`probe-${pooling}`, pooling);
    addFeature(`feature-${pooling}`, pooling);
    const [byProbe] = await ask(services, `probe-${pooling}`, [prompt]);
    const [byFeature] = await ask(services, `feature-${pooling}`, [prompt]);
    const sum = ({ evidence }: Classification) => evidence.reduce((total, { contribution }) => total + contribution, 0);
    // A mean is rounded to float32, here at most 8 in absolute value, in each of 128 coordinates; the rest is float64.
    assert.ok(Math.abs(sum(byProbe) + bias - byProbe.score) < 1e-5);
    assert.ok(Math.abs(sum(byFeature) - byFeature.score) < 1e-6);
    if (pooling === 'LAST') assert.equal(byProbe.evidence.length, 1);
    assert.ok(byProbe.evidence.every(({ token }) => !token.special || pooling === 'LAST'));
  }
});

test('votes of members decide, and members that disagree abstain', async (t) => {
  const { services, content, addEnsemble } = await openClassifierDemo(t);
  addEnsemble('all', { atLeast: 3, members: [3, 8, 100] });
  addEnsemble('any', { atLeast: 1, members: [3, 8, 100] });
  const prompts = content.rows.slice(0, 10).map(({ text }): Prompt => ({ kind: 'text', text }));
  for (const { score, label, abstained, votes } of await ask(services, 'all', prompts)) {
    assert.equal(score, votes.filter(({ vote }) => vote).length);
    assert.equal(label, score === 3 ? '1' : '0');
    assert.equal(abstained, score > 0 && score < 3);
  }
  for (const { score, label, abstained } of await ask(services, 'any', prompts)) {
    assert.deepEqual([label, abstained], [score > 0 ? '1' : '0', false]);
  }
});

test('a bad prompt has its error, and the others their answers', async (t) => {
  const { services, addProbe } = await openClassifierDemo(t);
  const probe = await addProbe('probe', 'LAST');
  const prompts: Prompt[] = [
    { kind: 'text', text: 'The crowd claps.' },
    { kind: 'text', text: '' },
    { kind: 'tokenIds', tokenIds: [1, 999_999] },
  ];
  const [good, empty, unknown] = await services.classifiers.classify({ classifier: 'probe', prompts }, { signal });
  assert.ok(!(good instanceof ResearchError) && good.classifierDigest === probe.digest);
  assert.ok(empty instanceof ResearchError && empty.code === 'PROMPT_EMPTY');
  assert.ok(unknown instanceof ResearchError && unknown.code === 'TOKEN_ID_UNKNOWN');
});

test('an unknown classifier, and one whose model is gone, are refused', async (t) => {
  const { services, store, addFeature } = await openClassifierDemo(t);
  addFeature('feature', 'MAX');
  const prompts: Prompt[] = [{ kind: 'text', text: 'The crowd claps.' }];
  const classify = (classifier: string) => services.classifiers.classify({ classifier, prompts }, { signal });
  await expectRejection(classify('features'), 'CLASSIFIER_NOT_FOUND');
  store.models.remove('demo');
  await expectRejection(classify('feature'), 'CLASSIFIER_STALE');
});

test('many prompts of one request listen to its signal without a warning of the runtime', async (t) => {
  const { services, content, addFeature } = await openClassifierDemo(t);
  addFeature('feature', 'MAX');
  const warnings: string[] = [];
  const note = ({ name }: Error): void => void warnings.push(name);
  process.on('warning', note);
  t.after(() => process.off('warning', note));
  const prompts = content.rows.slice(0, 16).map(({ text }): Prompt => ({ kind: 'text', text }));

  // Node warns of the eleventh listener of a signal that has not been warned of.
  const asker = { signal: new AbortController().signal };
  const answers = await services.classifiers.classify({ classifier: 'feature', prompts }, asker);
  await new Promise((resolve) => setImmediate(resolve));

  assert.equal(answers.length, 16);
  assert.deepEqual(warnings, []);
});
