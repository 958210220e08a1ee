/** What is wrong with a probe, a scan, an ensemble, an evaluation or a question is said clearly, and leaves nothing behind. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { parseNodeId } from '../../domain/node-id.js';
import { openDemo } from '../support/open-demo.js';
import { demo } from '../support/paths.js';
import { openTestWeb } from '../support/web.js';

const dictionary = 'demo/mlp_out.2/0_512';

/** [what, changed fields of the input, code, message] */
type Refusal = readonly [what: string, change: object, code: string, message: RegExp];

/** Short texts of labels that alternate; of one column all rows are one group, the other is the label. */
function rowsOf(count: number) {
  return Array.from({ length: count }, (_, row) => ({
    text: `The crowd claps ${row} times.`,
    label: String(row % 2),
    groups: [
      { column: 'all', value: 'one' },
      { column: 'label', value: String(row % 2) },
    ],
  }));
}

const importing = `mutation ($input: DatasetInput!) { importDataset(input: $input) { name } }`;
const starts = {
  probe: 'mutation ($input: ProbeInput!) { started: startProbe(input: $input) { id } }',
  scan: 'mutation ($input: FeatureScanInput!) { started: startFeatureScan(input: $input) { id } }',
  feature: 'mutation ($input: FeatureClassifierInput!) { started: startFeatureClassifier(input: $input) { id } }',
  ensemble: 'mutation ($input: EnsembleInput!) { started: startEnsemble(input: $input) { id } }',
  evaluation: 'mutation ($input: EvaluationInput!) { started: startEvaluation(input: $input) { id } }',
  generalization: 'mutation ($input: GeneralizationInput!) { started: startGeneralization(input: $input) { id } }',
} as const;

async function open(t: TestContext, dictionaries: readonly string[] = [dictionary]) {
  const opened = await openDemo(t, { dictionaries });
  const { services } = opened;
  const web = await openTestWeb(services);
  t.after(() => web.close(0));
  const ask = async (query: string, variables: object) => {
    const { data, errors, status } = await web.ask<Record<string, never>, object>(query, variables);
    return { data, first: errors?.[0], count: errors?.length ?? 0, status };
  };
  /** The error of starting, or of the job that was started; undefined where all is well. */
  const attempt = async (kind: keyof typeof starts, input: object) => {
    const { data, first, status } = await ask(starts[kind], { input });
    if (first) return { code: first.extensions.code, message: first.message, fix: first.extensions.fix, status };
    const { id } = (data as unknown as { readonly started: { readonly id: string } }).started;
    const job = await services.jobs.run(parseNodeId(id).key);
    return job.error ?? undefined;
  };
  const refuse = async (kind: keyof typeof starts, base: object, refusals: readonly Refusal[]) => {
    for (const [what, change, code, message] of refusals) {
      const error = await attempt(kind, { ...base, ...change });
      assert.equal(error?.code, code, `${what}: ${JSON.stringify(error)}`);
      assert.match(error.message, message, what);
    }
  };
  const add = async (name: string, rows: readonly object[]) => {
    const { first } = await ask(importing, { input: { name, source: { rows } } });
    assert.equal(first, undefined, JSON.stringify(first));
  };
  return { ...opened, web, ask, attempt, refuse, add };
}

test('bad input of classifiers', async (t) => {
  const { services, store, ask, attempt, refuse, add } = await open(t);
  await services.imports.importModel({ folder: demo('models/demo-random'), name: 'other' });
  const elsewhere = { path: demo('dictionaries/mlp_out.2/random_0_512'), model: 'other', hookPoint: 'mlp_out.2' };
  await services.imports.importDictionary({ ...elsewhere, name: 'of-other' });
  await add('good', rowsOf(80));
  await add('tiny', rowsOf(5));
  await add('words', rowsOf(80).map((row) => ({ ...row, label: row.label === '1' ? 'yes' : 'no' }))); // prettier-ignore
  const probe = { name: 'probe', dataset: 'good', model: 'demo', hookPoint: 'resid_post.3', c: 1 };
  const scan = { name: 'scan', dataset: 'good', dictionaries: [dictionary], pooling: 'MAX', permutations: 100 };
  const classifiers = (): readonly string[] => [...store.classifiers.names(), ...store.featureScans.names()];

  await t.test('of a data set', async () => {
    const rows = rowsOf(4);
    const bad: readonly (readonly [code: string, rows: readonly object[]])[] = [
      ['DATASET_ONE_CLASS', rows.map((row) => ({ ...row, label: '1' }))],
      ['DATASET_TOO_SMALL', rows.slice(0, 3)],
      ['DATASET_TOO_SMALL', []],
      ['DATASET_ROW_INVALID', [...rows, { ...rows[0], text: '  ' }]],
      ['DATASET_ROW_INVALID', [...rows, { ...rows[0], label: 'NaN' }]],
      ['DATASET_ROW_INVALID', [...rows, { ...rows[0], label: '' }]],
      ['DATASET_ROW_INVALID', [...rows, { ...rows[0], groups: [] }]],
    ];
    for (const [code, given] of bad) {
      const { first } = await ask(importing, { input: { name: 'bad', source: { rows: given } } });
      assert.equal(first?.extensions.code, code, JSON.stringify(first));
    }
    const csv = { text: 'text,label\nOne.,1\n', columns: { text: 'text', label: 'truth' } };
    const { first } = await ask(importing, { input: { name: 'bad', source: { csv } } });
    assert.equal(first?.extensions.code, 'DATASET_COLUMN_MISSING');
    assert.equal(services.catalog.findDataset('bad'), undefined);
  });

  await t.test('of a probe', async () => {
    await refuse('probe', probe, [
      ['no data set', { dataset: 'goods' }, 'DATASET_NOT_FOUND', /"good"/],
      ['no model', { model: 'nothing' }, 'MODEL_NOT_FOUND', /nothing/],
      ['no hook point', { hookPoint: 'resid_post.9' }, 'HOOK_POINT_UNKNOWN', /resid_post\.9/],
      ['an unknown column', { splitBy: 'al' }, 'DATASET_COLUMN_MISSING', /"all"/],
      ['one group', { splitBy: 'all' }, 'DATASET_PART_TOO_SMALL', /1 groups|one group/],
      ['two groups', { splitBy: 'label' }, 'DATASET_PART_TOO_SMALL', /2 groups/],
      ['five rows', { dataset: 'tiny' }, 'DATASET_PART_TOO_SMALL', /2 of each/],
      ['a C of 0', { c: 0 }, 'ARGUMENT_INVALID', /"c" is 0/],
      ['a negative C', { c: -1 }, 'ARGUMENT_INVALID', /"c" is -1/],
      ['an endless C', { c: 1e300 }, 'ARGUMENT_INVALID', /"c" is 1e\+300/],
      ['C of a mass-mean probe', { kind: 'MASS_MEAN' }, 'ARGUMENT_INVALID', /no "c"/],
      ['a whitened regression', { whiten: true }, 'ARGUMENT_INVALID', /whitened/],
      ['a rate of 0', { targetFalsePositiveRate: 0 }, 'ARGUMENT_INVALID', /above 0 and below 1/],
      ['a rate of 1', { targetFalsePositiveRate: 1 }, 'ARGUMENT_INVALID', /above 0 and below 1/],
      ['a rate for many more rows', { targetFalsePositiveRate: 0.01 }, 'NEGATIVES_TOO_FEW', /needs 299/],
      ['a name with a space', { name: 'a probe' }, 'NAME_INVALID', /a probe/],
    ]);
    for (const c of ['NaN', '1', true]) {
      const { first, data } = await ask(starts.probe, { input: { ...probe, c } });
      assert.match(first?.message ?? '', /Float cannot represent/);
      assert.equal(data ?? null, null);
    }
    assert.deepEqual(classifiers(), []);
  });

  await t.test('of a scan and of a feature', async () => {
    await refuse('scan', scan, [
      ['no dictionary', { dictionaries: [] }, 'ARGUMENT_INVALID', /No dictionary/],
      ['an unknown dictionary', { dictionaries: ['nothing'] }, 'DICTIONARY_NOT_FOUND', /nothing/],
      ['two models', { dictionaries: [dictionary, 'of-other'] }, 'ARGUMENT_INVALID', /model/],
      ['a dictionary twice', { dictionaries: [dictionary, dictionary] }, 'ARGUMENT_INVALID', /twice/],
      ['few permutations', { permutations: 99 }, 'ARGUMENT_INVALID', /99/],
      ['many permutations', { permutations: 10_001 }, 'ARGUMENT_INVALID', /10001/],
      ['a frequency above 1', { maxFrequency: 1.5 }, 'ARGUMENT_INVALID', /1\.5/],
      ['a frequency without a harvest', { maxFrequency: 0.5 }, 'NOT_HARVESTED', /demo\/mlp_out/],
      ['an unknown column', { splitBy: 'nothing' }, 'DATASET_COLUMN_MISSING', /nothing/],
      ['one group', { splitBy: 'all' }, 'DATASET_PART_TOO_SMALL', /group/],
      ['five rows', { dataset: 'tiny' }, 'DATASET_PART_TOO_SMALL', /2 of each/],
    ]);
    const feature = { name: 'one', feature: { dictionary, index: 3 }, dataset: 'good', pooling: 'MAX' };
    await refuse('feature', feature, [
      ['a feature that never was', { feature: { dictionary, index: 512 } }, 'FEATURE_NOT_FOUND', /512/],
      ['a negative index', { feature: { dictionary, index: -1 } }, 'FEATURE_NOT_FOUND', /-1/],
      ['a rate of 1', { targetFalsePositiveRate: 1 }, 'ARGUMENT_INVALID', /above 0 and below 1/],
      ['too few negatives', { targetFalsePositiveRate: 0.001 }, 'NEGATIVES_TOO_FEW', /2995/],
      ['one group', { splitBy: 'all' }, 'DATASET_PART_TOO_SMALL', /group/],
    ]);
    assert.deepEqual(classifiers(), []);
  });

  await t.test('of an ensemble', async () => {
    assert.equal(await attempt('scan', scan), undefined);
    const record = services.featureScans.get('scan');
    const { items } = services.featureScans.hits(record, { first: 3, significant: false });
    const features = items.map(({ node }) => node.feature);
    const took = new Set(store.featureScanArrays.read(record.id).feature_N);
    const silent = Array.from({ length: 512 }, (_, index) => index).find((index) => !took.has(index));
    assert.ok(silent !== undefined);
    const ensemble = { name: 'ensemble', scan: 'scan', features };
    await refuse('ensemble', ensemble, [
      ['no scan', { scan: 'scans' }, 'FEATURE_SCAN_NOT_FOUND', /"scan"/],
      ['a silent member', { features: [{ dictionary, index: silent }] }, 'FEATURE_NOT_FOUND', /no part/],
      ['a member of no scanned dictionary', { features: [{ dictionary: 'of-other', index: 1 }] }, 'FEATURE_NOT_FOUND', /of-other/],
      ['no members', { features: [] }, 'ARGUMENT_INVALID', /No feature/],
      ['a member twice', { features: [features[0], features[0]] }, 'ARGUMENT_INVALID', /twice/],
      ['more votes than members', { rule: 'AT_LEAST', atLeast: 4 }, 'ARGUMENT_INVALID', /"atLeast" is 4/],
      ['no vote', { rule: 'AT_LEAST', atLeast: 0 }, 'ARGUMENT_INVALID', /"atLeast" is 0/],
      ['an open number of votes', { rule: 'AT_LEAST' }, 'ARGUMENT_INVALID', /AT_LEAST/],
      ['votes of ALL', { atLeast: 2 }, 'ARGUMENT_INVALID', /the rule is ALL/],
      ['certainty', { confidence: 1 }, 'ARGUMENT_INVALID', /"confidence" is 1/],
      ['a rate of 0', { targetFalsePositiveRate: 0 }, 'ARGUMENT_INVALID', /above 0 and below 1/],
      ['too few negatives', { targetFalsePositiveRate: 0.01 }, 'NEGATIVES_TOO_FEW', /299/],
    ]); // prettier-ignore
    assert.deepEqual(store.classifiers.names(), []);
  });

  await t.test('of an evaluation and of a matrix', async () => {
    assert.equal(await attempt('probe', probe), undefined);
    await refuse('evaluation', { classifier: 'probe', dataset: 'good', groupBy: [] }, [
      ['no classifier', { classifier: 'prob' }, 'CLASSIFIER_NOT_FOUND', /"probe"/],
      ['no data set', { dataset: 'nothing' }, 'DATASET_NOT_FOUND', /nothing/],
      ['an unknown column', { groupBy: ['al'] }, 'DATASET_COLUMN_MISSING', /"all"/],
      ['a column twice', { groupBy: ['all', 'all'] }, 'ARGUMENT_INVALID', /twice/],
      ['other labels', { dataset: 'words' }, 'POSITIVE_LABEL_INVALID', /"1".*"yes"|"1".*"no"/],
    ]);
    const matrix = { name: 'matrix', datasets: ['good'], model: 'demo', hookPoint: 'embed', kinds: ['LOGISTIC'] };
    await refuse('generalization', matrix, [
      ['no data set', { datasets: [] }, 'ARGUMENT_INVALID', /1 to 20/],
      ['a data set twice', { datasets: ['good', 'good'] }, 'ARGUMENT_INVALID', /twice/],
      ['other labels', { datasets: ['good', 'words'] }, 'POSITIVE_LABEL_INVALID', /no label of "words"|no label of "good"/],
      ['five rows', { datasets: ['tiny'] }, 'DATASET_PART_TOO_SMALL', /2 of each/],
    ]); // prettier-ignore
    assert.equal(store.evaluations.list([]).length, 0);
    assert.deepEqual(store.generalizations.names(), []);
  });

  await t.test('of a name that stands for something else', async () => {
    await refuse('probe', probe, [['another C', { c: 2 }, 'NAME_TAKEN', /probe/]]);
    await refuse('scan', scan, [['another seed', { seed: 2 }, 'NAME_TAKEN', /scan/]]);
    const feature = { name: 'probe', feature: { dictionary, index: 3 }, dataset: 'good' };
    await refuse('feature', feature, [['the name of a probe', {}, 'NAME_TAKEN', /probe/]]);
    const { items } = services.featureScans.hits(services.featureScans.get('scan'), { first: 1, significant: false });
    const ensemble = { name: 'probe', scan: 'scan', features: items.map(({ node }) => node.feature) };
    await refuse('ensemble', ensemble, [['the name of a probe', {}, 'NAME_TAKEN', /probe/]]);
  });
});

const reading = `query ($name: String!) {
  classifier(name: $name) { name kind provenance model { name } ... on Probe { weights hookPoint { name } } ... on FeatureClassifier { hit { feature { index dictionary { name } } } } }
}`;
const plainReading = `query ($name: String!) {
  classifier(name: $name) { name kind provenance trainedOn { name } ... on Probe { weights } ... on FeatureClassifier { hit { threshold } } }
  classifiers { totalCount nodes { name kind } }
}`;
const asking = `query ($name: String!) { classify(classifier: $name, prompts: [{ text: "One." }]) { label } }`;

test('a classifier whose model or dictionary is gone, or another one, is still read, and answers nothing', async (t) => {
  const { services, store, ask, attempt, refuse, add } = await open(t);
  await add('good', rowsOf(80));
  const feature = { name: 'feature', feature: { dictionary, index: 3 }, dataset: 'good', pooling: 'MAX' };
  assert.equal(await attempt('feature', feature), undefined);
  const probe = { name: 'probe', dataset: 'good', model: 'demo', hookPoint: 'resid_post.3', c: 1 };
  assert.equal(await attempt('probe', probe), undefined);
  const answersNothing = async (name: string, why: RegExp): Promise<void> => {
    const { first, count } = await ask(asking, { name });
    assert.deepEqual([first?.extensions.code, count], ['CLASSIFIER_STALE', 1]);
    assert.match(first?.message ?? '', why);
    const evaluation = { classifier: name, dataset: 'good', groupBy: [] };
    await refuse('evaluation', evaluation, [['stale', {}, 'CLASSIFIER_STALE', why]]);
    const read = await ask(plainReading, { name });
    assert.equal(read.first, undefined, JSON.stringify(read.first));
    const more = await ask(reading, { name });
    assert.notEqual(more.first?.extensions.code, 'INTERNAL', JSON.stringify(more.first));
  };

  // As stores may be in which this could be removed while a classifier needed it.
  store.dictionaries.remove(dictionary);
  await answersNothing('feature', /the dictionary "demo\/mlp_out\.2\/0_512", which is gone/);
  store.models.remove('demo');
  await answersNothing('probe', /the model "demo", which is gone/);
  await answersNothing('feature', /the model "demo", which is gone/);
  await services.imports.importModel({ folder: demo('models/demo-random'), name: 'demo' });
  await answersNothing('probe', /the model "demo", which is another one now/);
});
