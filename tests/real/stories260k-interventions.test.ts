/** Edits of the real model's activations against plain hooks in PyTorch. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ActivationEdit } from '../../engine/engine.js';
import { createEngine } from '../../engine/index.js';
import { toTokenBatch } from '../../services/inference/token-batch.js';
import { openTestServices } from '../support/open-services.js';
import { hasRealData, stories260k } from '../support/paths.js';

if (!hasRealData) console.log('SKIPPED: interventions on stories260k, the data are absent');

interface ReferenceCase {
  readonly dictionary: string;
  readonly tokenIds: readonly number[];
  readonly edit: 'ablate' | 'set';
  readonly value: number;
  readonly features: readonly number[];
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly klDivergence: number;
  readonly lastLogitsBefore: readonly number[];
  readonly lastLogitsAfter: readonly number[];
}

/** Both sides compute in float32, through five layers; means over 40 tokens. */
const tolerance = 1e-4;

test('interventions of every kind of dictionary agree with plain hooks', { skip: !hasRealData }, async (t) => {
  const { interventions } = JSON.parse(readFileSync(join(stories260k, 'reference.json'), 'utf8')) as {
    readonly interventions: readonly ReferenceCase[];
  };
  const { services, store } = await openTestServices(t);
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  t.after(() => engine.close());
  const model = await services.imports.importModel({ folder: join(stories260k, 'model'), name: 'real' });
  const near = (actual: number, expected: number, what: string): void =>
    assert.ok(
      Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
      `${what}: ${actual}, not ${expected}`,
    );
  assert.ok(interventions.length > 0);
  for (const reference of interventions) {
    const path = join(stories260k, 'dictionaries', reference.dictionary);
    const hookPoint = reference.dictionary.split('/')[1];
    const imported = { path, name: reference.dictionary, model: 'real', hookPoint };
    const dictionary = await services.imports.importDictionary(imported);
    const files = { dictionary, folder: store.blobs.dictionaryFolder(dictionary.digest) };
    const edits = reference.features.map((index): ActivationEdit => ({
      ...{ kind: 'feature', dictionary: files, index, factor: 0, offset: reference.value },
      positions: undefined,
    }));
    const batch = toTokenBatch([Int32Array.from(reference.tokenIds)]);
    const modelFiles = { model, folder: store.blobs.modelFolder(model.digest) };

    const { before, after, kl_BT } = await engine.intervene(modelFiles, { batch, edits, watch: [] });

    const what = `${reference.dictionary} ${reference.edit} ${reference.features.join()}`;
    const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    near(mean(before.loss_BT), reference.lossBefore, `${what}, loss before`);
    near(mean(after.loss_BT), reference.lossAfter, `${what}, loss after`);
    near(mean(kl_BT), reference.klDivergence, `${what}, divergence`);
    reference.lastLogitsAfter.forEach((logit, v) => near(after.lastLogits_BV[v], logit, `${what}, logit ${v}`));
    reference.lastLogitsBefore.forEach((logit, v) => near(before.lastLogits_BV[v], logit, `${what}, logit ${v}`));
  }
});
