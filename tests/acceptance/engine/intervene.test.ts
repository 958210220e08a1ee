/** Activations changed on the way, against plain computations from the engine's own activations and losses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getHookPoint } from '../../../domain/hook-point.js';
import type { ActivationEdit, DictionaryFiles, ModelFiles } from '../../../engine/engine.js';
import { mlpDictionary, residualDictionary } from '../../support/demo-files.js';
import { openInferenceDemo, readReferenceDocuments } from '../../support/inference-demo.js';
import { createEngine, readFeatureVectors } from '../../../engine/index.js';
import { toTokenBatch } from '../../../services/inference/token-batch.js';

const documents = readReferenceDocuments();
const batch = toTokenBatch(documents.map(({ tokenIds }) => Int32Array.from(tokenIds)));
const near = (actual: number, expected: number, tolerance: number, what: string): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, not ${expected}`);

test('a model with its activations changed', async (t) => {
  const { store, services } = await openInferenceDemo(t);
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  t.after(() => engine.close());
  const record = services.catalog.getModel('demo');
  const model: ModelFiles = { model: record, folder: store.blobs.modelFolder(record.digest) };
  const filesOf = (name: string): DictionaryFiles => {
    const dictionary = services.catalog.getDictionary(name);
    return { dictionary, folder: store.blobs.dictionaryFolder(dictionary.digest) };
  };
  const [residual, mlp] = [filesOf(residualDictionary), filesOf(mlpDictionary)];
  const width = getHookPoint('resid_post.1', record.hookPoints).width;
  const strongest = documents[0].features[residualDictionary].active.reduce((a, b) => (b[2] > a[2] ? b : a));

  await t.test('without a change says the losses and the last logits that torch computes', async () => {
    const { before, after, kl_BT } = await engine.intervene(model, { batch, edits: [], watch: [] });

    assert.equal(after, before);
    assert.ok(kl_BT.every((kl) => kl === 0));
    documents.forEach(({ losses, lastLogits }, b) => {
      losses.forEach((loss, at) => near(before.loss_BT[b * (batch.positions - 1) + at], loss, 1e-4, `loss ${b} ${at}`));
      lastLogits.forEach((logit, v) =>
        near(before.lastLogits_BV[b * record.vocabularySize + v], logit, 1e-3, `logit ${v}`),
      );
    });
  });

  await t.test('an answer is bit for bit the same from what is remembered of the prompt and from nothing', async () => {
    const changing = (offset: number) => ({
      batch,
      edits: [{ kind: 'feature', dictionary: mlp, index: 7, factor: 1, offset, positions: undefined } as const],
      watch: [{ dictionary: residual, indices: [strongest[1]] }],
    });
    for (const offset of [1, 2, 2, 3]) {
      const fresh = createEngine({ providers: ['cpu'], threads: 1 });
      const [again, alone] = await Promise.all(
        [engine, fresh].map((asked) => asked.intervene(model, changing(offset))),
      );
      await fresh.close();
      assert.deepEqual(again, alone);
    }
  });

  await t.test('a change that changes nothing leaves every loss as it is', async () => {
    const edits: ActivationEdit[] = [
      { kind: 'feature', dictionary: residual, index: strongest[1], factor: 1, offset: 0, positions: undefined },
      { kind: 'vector', hookPoint: 'mlp_out.2', vector_D: new Float32Array(width), positions: undefined },
    ];
    const { before, after, kl_BT } = await engine.intervene(model, { batch, edits, watch: [] });
    documents.forEach(({ losses }, b) =>
      losses.forEach((_, at) => {
        const place = b * (batch.positions - 1) + at;
        near(after.loss_BT[place], before.loss_BT[place], 1e-5, 'loss');
        near(kl_BT[b * batch.positions + at], 0, 1e-5, 'divergence');
      }),
    );
  });

  await t.test(
    'setting a feature is adding (v - f) times its decoder row at the positions, and nothing elsewhere',
    async () => {
      const [position, index, f] = strongest;
      const [{ decoder_D }] = await readFeatureVectors(residual.folder, residual.dictionary, [index]);
      const positions = [[position], [], []];
      const set: ActivationEdit = { kind: 'feature', dictionary: residual, index, factor: 0, offset: 3, positions };
      const vector_D = decoder_D.map((value) => (3 - f) * value);
      const add: ActivationEdit = { kind: 'vector', hookPoint: 'resid_post.1', vector_D, positions };
      const [bySet, byVector] = [
        await engine.intervene(model, { batch, edits: [set], watch: [] }),
        await engine.intervene(model, { batch, edits: [add], watch: [] }),
      ];

      const [set_BT, add_BT, before_BT] = [bySet.after.loss_BT, byVector.after.loss_BT, bySet.before.loss_BT];
      assert.ok(
        bySet.kl_BT.some((kl) => kl > 1e-3),
        'the change is felt',
      );
      documents.forEach(({ losses }, b) =>
        losses.forEach((_, at) => {
          const place = b * (batch.positions - 1) + at;
          // f is rounded to float32 in the vector, and the sums are in another order.
          near(set_BT[place], add_BT[place], 1e-4, `loss ${b} ${at}`);
          if (b > 0 || at < position) near(set_BT[place], before_BT[place], 1e-5, 'unchanged loss');
        }),
      );
    },
  );

  await t.test(
    'changes of one feature follow each other, and two dictionaries at two places act in one pass',
    async () => {
      const index = strongest[1];
      const feature = (factor: number, offset: number): ActivationEdit => ({
        ...{ kind: 'feature', dictionary: residual, index, factor, offset },
        positions: undefined,
      });
      const other: ActivationEdit = {
        kind: 'feature',
        dictionary: mlp,
        index: 3,
        factor: 0,
        offset: 1,
        positions: undefined,
      };
      const chained = await engine.intervene(model, { batch, edits: [feature(0, 2), other, feature(3, 0)], watch: [] });
      const direct = await engine.intervene(model, { batch, edits: [other, feature(0, 6)], watch: [] });

      assert.deepEqual(chained.after.loss_BT, direct.after.loss_BT);
    },
  );

  await t.test('watched features are those of the activation with which the model goes on', async () => {
    const [position, index] = strongest;
    const watch = [
      { dictionary: residual, indices: [index, 0] },
      { dictionary: mlp, indices: [3] },
    ];
    const edit: ActivationEdit = {
      kind: 'feature',
      dictionary: residual,
      index,
      factor: 0,
      offset: 0,
      positions: undefined,
    };
    const { before, after } = await engine.intervene(model, { batch, edits: [edit], watch });
    for (const [t0, f, value] of documents[0].features[residualDictionary].active)
      if (f === index) near(before.watched[0][t0 * 2], value, 1e-4 + 1e-5 * value, `watched at ${t0}`);

    assert.ok(after.watched[0][position * 2] < before.watched[0][position * 2] / 2);
    // The MLP of layer 1 comes before the end of layer 1.
    assert.deepEqual(after.watched[1], before.watched[1]);
  });

  await t.test('columns are replaced, and a reconstruction takes the place of the activation', async () => {
    const columns: ActivationEdit = {
      ...{ kind: 'columns', hookPoint: 'attn_z.1', from: 32, values: new Float32Array(32) },
      positions: undefined,
    };
    const heads = await engine.intervene(model, { batch, edits: [columns], watch: [] });
    const reconstructed = await engine.intervene(model, {
      batch,
      edits: [{ kind: 'reconstruction', dictionary: residual }],
      watch: [],
    });

    assert.ok(heads.kl_BT.some((kl) => kl > 1e-6));
    assert.ok(reconstructed.kl_BT.some((kl) => kl > 1e-4));
    assert.ok(reconstructed.kl_BT.every((kl) => kl > -1e-4 && kl < 10));
  });

  await t.test('an answer does not depend on the prompts beside it', async () => {
    const edits: ActivationEdit[] = [
      { kind: 'feature', dictionary: residual, index: strongest[1], factor: 2, offset: 0, positions: undefined },
    ];
    const together = await engine.intervene(model, { batch, edits, watch: [] });
    for (const [b, { tokenIds }] of documents.entries()) {
      const alone = await engine.intervene(model, {
        batch: toTokenBatch([Int32Array.from(tokenIds)]),
        edits,
        watch: [],
      });
      const start = b * (batch.positions - 1);
      assert.deepEqual(alone.after.loss_BT, together.after.loss_BT.slice(start, start + tokenIds.length - 1));
    }
  });

  await t.test('greedy text is what the logits say, and the same seed draws the same text', async () => {
    const tokenIds = Int32Array.from(documents[0].tokenIds.slice(0, 20));
    const request = { tokenIds, maxNewTokens: 6, temperature: 0, seed: 0, stopTokenIds: new Set<number>(), edits: [] };
    const greedy = await engine.generate(model, request);
    let known = tokenIds;
    for (const [n, tokenId] of greedy.tokenIds.entries()) {
      const { before } = await engine.intervene(model, { batch: toTokenBatch([known]), edits: [], watch: [] });
      const logits = [...before.lastLogits_BV];
      assert.equal(tokenId, logits.indexOf(Math.max(...logits)));
      const normaliser = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
      near(greedy.logProbabilities[n], logits[tokenId] - normaliser, 1e-6, 'log-probability');
      known = Int32Array.from([...known, tokenId]);
    }
    const drawn = await engine.generate(model, { ...request, temperature: 1.5, seed: 7 });
    assert.deepEqual(await engine.generate(model, { ...request, temperature: 1.5, seed: 7 }), drawn);
    assert.notDeepEqual(
      (await engine.generate(model, { ...request, temperature: 1.5, seed: 8 })).tokenIds,
      drawn.tokenIds,
    );
  });

  await t.test('the unembedding is linear and fits the logits up to the last norm', async () => {
    const vectors = [0, 1].map((d) => Float32Array.from({ length: record.width }, (_, at) => (at === d ? 1 : 0)));
    const both = Float32Array.from(vectors[0], (value, d) => 2 * value - 3 * vectors[1][d]);
    const logits = await engine.unembed(model, [...vectors, both]);
    const V = record.vocabularySize;
    for (let v = 0; v < V; v++) near(logits[2 * V + v], 2 * logits[v] - 3 * logits[V + v], 1e-5, `logit ${v}`);
    assert.equal(logits.length, 3 * V);
  });
});
