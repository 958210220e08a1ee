/** Probes of the shipped model on the shipped statements: made twice, asked, used as a direction, refused, removed. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { ProbeInput, ProbeRecord } from '../../../domain/classifier.js';
import type { ErrorCode } from '../../../domain/errors.js';
import { toNodeId } from '../../../domain/node-id.js';
import { openDemo } from '../../support/open-demo.js';
import { expectError } from '../../support/expect-error.js';
import { demo } from '../../support/paths.js';

const dataset = 'easy';
const wanted: ProbeInput = {
  ...{ name: 'truth', dataset, model: 'demo', hookPoint: 'resid_post.3' },
  ...{ kind: 'LOGISTIC', pooling: 'LAST', standardize: true, seed: 0 },
};

async function openProbes(t: TestContext) {
  const opened = await openDemo(t, { dictionaries: [] });
  const { services } = opened;
  const columns = { text: 'text', label: 'label', groups: ['confounder', 'relation', 'subject'] };
  const file = demo('datasets/truth_easy_confounded.csv');
  await services.imports.importDataset({ name: dataset, source: { kind: 'file', file, columns }, positiveLabel: '1' });
  const make = (input: Partial<ProbeInput>) =>
    services.jobs.run(services.classifiers.startProbe({ ...wanted, ...input }).id);
  async function probe(input: Partial<ProbeInput>): Promise<ProbeRecord> {
    const { error, results } = await make(input);
    assert.equal(error, null);
    const name = input.name ?? wanted.name;
    assert.deepEqual(results, [{ kind: 'Probe', key: name }]);
    return services.classifiers.get(name) as ProbeRecord;
  }
  async function failing(input: Partial<ProbeInput>, code: ErrorCode) {
    const { error } = await make(input);
    assert.equal(error?.code, code);
    assert.equal(services.classifiers.find(input.name ?? wanted.name), undefined);
    return error.message;
  }
  return { ...opened, probe, failing, make };
}

test('a probe is found with its provenance, and is the same bit for bit when it is made again', async (t) => {
  const { services, probe } = await openProbes(t);

  const first = await probe({ c: 0.1 });
  services.removal.remove({ kind: 'Probe', key: 'truth' });
  assert.equal(services.classifiers.find('truth'), undefined);
  const second = await probe({ c: 0.1 });
  const other = await probe({ c: 0.1, name: 'other' });

  assert.deepEqual({ ...second, createdAt: '' }, { ...first, createdAt: '' });
  assert.deepEqual(other.digest, first.digest);
  assert.equal(first.weights_D.length, 128);
  assert.deepEqual([first.positiveLabel, first.negativeLabel, first.threshold, first.c], ['1', '0', 0, 0.1]);
  assert.ok(first.converged && first.iterations > 0);
  const { parts, maxGradient } = first.fitting ?? assert.fail('no fitting');
  const rows = Object.values(parts).reduce((sum, { positive, negative }) => sum + positive + negative, 0);
  assert.equal(rows, services.catalog.getDataset(dataset).rows);
  assert.ok(maxGradient !== null && maxGradient <= 1e-5);
});

test('C is chosen by cross-validation when it is left out, and the candidates are told', async (t) => {
  const { probe } = await openProbes(t);

  const { c, fitting } = await probe({ splitBy: 'subject' });

  const losses = fitting?.triedC ?? assert.fail('nothing tried');
  assert.equal(losses.length, 9);
  assert.equal(c, losses.reduce((best, tried) => (tried.loss < best.loss ? tried : best)).c);
});

test('the score of a mass-mean probe is on the scale of log-odds', async (t) => {
  const { probe } = await openProbes(t);

  for (const [name, input] of [
    ['plain', { standardize: false }],
    ['standardised', { standardize: true }],
    ['whitened', { standardize: false, whiten: true }],
  ] as const) {
    const { calibration, converged, c } = await probe({ name, kind: 'MASS_MEAN', ...input });

    // Scaling what has been scaled changes nothing but what float32 weights round.
    assert.ok(Math.abs(calibration.slope - 1) < 1e-3 && Math.abs(calibration.intercept) < 1e-2, name);
    assert.deepEqual([converged, c], [true, null]);
  }
});

test('a wanted false-positive rate moves the threshold, or is refused with the number of negatives', async (t) => {
  const { probe, failing } = await openProbes(t);

  const strict = await probe({ name: 'strict', c: 0.01, targetFalsePositiveRate: 0.05 });
  const message = await failing({ name: 'stricter', c: 0.01, targetFalsePositiveRate: 0.001 }, 'NEGATIVES_TOO_FEW');

  assert.notEqual(strict.threshold, 0);
  assert.match(message, /needs 2995/);
});

test('the weights of a probe are a vector that can be added to the model', async (t) => {
  const { services, probe } = await openProbes(t);
  const { weights_D, hookPoint } = await probe({ c: 0.01 });
  const length = Math.hypot(...weights_D);
  const vector_D = Float32Array.from(weights_D, (weight) => (20 * weight) / length);

  const [effect] = await services.interventions.intervene(
    {
      model: 'demo',
      prompts: [{ kind: 'text', text: 'The crowd boos. It says that tin is a kind of tree!' }],
      interventions: [{ kind: 'addVector', hookPoint, vector_D }],
    },
    { signal: new AbortController().signal },
  );

  assert.ok(!(effect instanceof Error));
  assert.ok(effect.klDivergence > 0 && Number.isFinite(effect.lossAfter));
});

test('what cannot be is refused at once, and nothing is stored', async (t) => {
  const { services, failing, probe } = await openProbes(t);
  const start = (input: Partial<ProbeInput>) => () => services.classifiers.startProbe({ ...wanted, ...input });

  await expectError(start({ dataset: 'easier' }), 'DATASET_NOT_FOUND', { message: /Did you mean "easy"/ });
  await expectError(start({ model: 'dem' }), 'MODEL_NOT_FOUND');
  await expectError(start({ hookPoint: 'resid_post.9' }), 'HOOK_POINT_UNKNOWN');
  await expectError(start({ name: 'no name' }), 'NAME_INVALID');
  await expectError(start({ splitBy: 'subjects' }), 'DATASET_COLUMN_MISSING', { message: /"subject"/ });
  await expectError(start({ c: 0 }), 'ARGUMENT_INVALID', { at: 'c' });
  await expectError(start({ c: NaN }), 'ARGUMENT_INVALID', { at: 'c' });
  await expectError(start({ c: 1, kind: 'MASS_MEAN' }), 'ARGUMENT_INVALID', { at: 'c' });
  await expectError(start({ whiten: true }), 'ARGUMENT_INVALID', { at: 'whiten' });
  await expectError(start({ targetFalsePositiveRate: 1 }), 'ARGUMENT_INVALID', { at: 'targetFalsePositiveRate' });
  await failing({ splitBy: 'confounder' }, 'DATASET_PART_TOO_SMALL');
  await probe({ c: 1 });
  await expectError(start({ c: 2 }), 'NAME_TAKEN');
  assert.equal(services.classifiers.startProbe({ ...wanted, c: 1 }).state, 'SUCCEEDED');
});

test('probes are listed by data set', async (t) => {
  const { services, probe } = await openProbes(t);
  await probe({ c: 1 });

  assert.equal(services.classifiers.page({ first: 5 }, { dataset }).totalCount, 1);
  assert.equal(services.classifiers.page({ first: 5 }, { dataset: 'another' }).totalCount, 0);
  assert.equal(toNodeId('Probe', 'truth'), Buffer.from('Probe:truth').toString('base64url'));
});
