/** The shipped model with two labelled sets, probes, and features that became classifiers by their definition alone. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type {
  ClassifierBase,
  ClassifierRecord,
  FeatureClassifierRecord,
  ProbeRecord,
} from '../../domain/classifier.js';
import type { FeatureHit } from '../../domain/feature-scan.js';
import type { Pooling } from '../../domain/pooled-activations.js';
import { openTokenizer } from '../../engine/index.js';
import { createPooledActivations } from '../../services/pooled-activations/create-pooled-activations.js';
import { createTokenizers } from '../../services/tokenizers.js';
import { mlpDictionary } from './demo-files.js';
import { openDemo } from './open-demo.js';
import { demo } from './paths.js';

export const confounded = 'truth_easy_confounded';
export const crossed = 'truth_easy_crossed';

const noEstimate = { value: 0.5, low: 0, high: 1, method: 'none', n: 1 };

export async function openClassifierDemo(t: TestContext) {
  const opened = await openDemo(t, { dictionaries: [mlpDictionary] });
  const { services, store, engine } = opened;
  for (const name of [confounded, crossed]) {
    const columns = { text: 'text', label: 'label', groups: ['true', 'believed'] };
    await services.imports.importDataset({
      name,
      source: { kind: 'file', file: demo(`datasets/${name}.csv`), columns },
    });
  }
  const model = services.catalog.getModel('demo');
  const dataset = services.catalog.getDataset(confounded);
  const content = await store.datasets.read(dataset.digest);
  const tokenizers = createTokenizers({ store, read: openTokenizer });
  const pooled = createPooledActivations({ store, engine, catalog: services.catalog, tokenizers });
  const base = (name: string, pooling: Pooling): ClassifierBase => ({
    ...{ name, pooling, model: model.name, modelDigest: model.digest, tokenizerDigest: model.tokenizerDigest },
    ...{ dataset: dataset.name, datasetDigest: dataset.digest, positiveLabel: '1', negativeLabel: '0' },
    ...{ division: { splitBy: null, seed: 7 }, threshold: 0, calibration: { slope: 1, intercept: 0 } },
    ...{ input: {}, digest: `digest of ${name}`, version: '0', createdAt: '2026-01-01T00:00:00.000Z' },
  });
  const add = <C extends ClassifierRecord>(classifier: C): C => {
    store.classifiers.add(classifier);
    return classifier;
  };

  async function addProbe(name: string, pooling: Pooling): Promise<ProbeRecord> {
    const started = services.classifiers.startProbe({
      ...{ name, pooling, dataset: dataset.name, model: model.name, hookPoint: 'resid_post.3' },
      ...{ kind: 'LOGISTIC', c: 1, standardize: true, seed: 7 },
    });
    await services.jobs.run(started.id);
    const probe = services.classifiers.get(name);
    assert.ok(probe.kind === 'LOGISTIC');
    return probe;
  }

  const hitOf = (index: number, sign: 1 | -1, threshold: number): FeatureHit => ({
    ...{ feature: { dictionary: mlpDictionary, index }, sign, threshold, auroc: noEstimate, accuracy: noEstimate },
    ...{ pValue: 1, falseDiscoveryRate: 1, cluster: 0 },
  });
  const digestOf = services.catalog.getDictionary(mlpDictionary).digest;

  function addFeature(name: string, pooling: Pooling): FeatureClassifierRecord {
    const hit = hitOf(3, 1, 0.05);
    return add({ ...base(name, pooling), kind: 'FEATURE', threshold: 0.05, hit, dictionaryDigest: digestOf });
  }

  function addEnsemble(name: string, { atLeast, members }: { atLeast: number; members: readonly number[] }) {
    const hits = members.map((index, place) => hitOf(index, place % 2 === 0 ? 1 : -1, 0.01));
    return add({
      ...{ ...base(name, 'MAX'), threshold: atLeast },
      ...{ kind: 'ENSEMBLE', scan: 'none', members: hits, dictionaryDigests: { [mlpDictionary]: digestOf } },
      ...{ rule: 'AT_LEAST', atLeast, curve: [], effectiveVoters: 1 },
    });
  }

  return { ...opened, content, pooled, addProbe, addFeature, addEnsemble };
}
