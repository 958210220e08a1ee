/** Pooled activations of rows on the shipped model: the same bits alone, in a data set, and as prompts. */
import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { test, type TestContext } from 'node:test';
import type { Pooling } from '../../../domain/classifier.js';
import { indexRangeOf } from '../../../domain/dictionary.js';
import type { PooledFeatures } from '../../../domain/pooled-activations.js';
import type { Engine } from '../../../engine/index.js';
import { openTokenizer } from '../../../engine/index.js';
import { filesOfDictionary, filesOfModel } from '../../../services/inference/files.js';
import { createInferenceParts } from '../../../services/inference/inference-parts.js';
import { createPooledActivations } from '../../../services/pooled-activations/create-pooled-activations.js';
import { poolPromptFeatures, poolPrompts } from '../../../services/pooled-activations/pooled-prompts.js';
import { createTokenizers } from '../../../services/tokenizers.js';
import { expectError } from '../../support/expect-error.js';
import { limits } from '../../support/open-services.js';
import { openDemo } from '../../support/open-demo.js';
import { tokenBatch } from '../../support/models.js';

const names = ['demo/mlp_out.1/0_512', 'demo/resid_post.1/0_512'];
const hookPoint = 'resid_post.3';
const poolings: readonly Pooling[] = ['LAST', 'MEAN', 'MAX'];
// Every prompt of a request listens.
const { signal } = new AbortController();
setMaxListeners(0, signal);
const quiet = { signal, progress: () => undefined };

/** Lengths from one token to many, in no order, so that every row shares its batch with others. */
const texts = Array.from({ length: 24 }, (_, row) =>
  ['The crowd boos', ' Anna the welder reads from blue paper.', ' Notes:', ' tin', ' is a kind of tree!']
    .join('')
    .repeat(1 + (row % 3))
    .slice(0, 1 + ((row * 37) % 170)),
);

async function openPooled(t: TestContext, rows: readonly string[] = texts) {
  const { services, store, engine } = await openDemo(t, { dictionaries: names });
  const { catalog, imports, prunings } = services;
  prunings.create({
    dictionary: names[0],
    name: 'pruned',
    removeFeatures: Array.from({ length: 256 }, (_, f) => 2 * f),
  });
  const given = rows.map((text, row) => ({ text, label: String(row % 2) }));
  const dataset = await imports.importDataset({ name: 'd', source: { kind: 'rows', rows: given }, positiveLabel: '1' });
  const tokenizers = createTokenizers({ store, read: openTokenizer });
  const options = { store, engine, catalog, tokenizers };
  const dictionaries = [...names, 'pruned'].map((name) => catalog.getDictionary(name));
  const sourceWith = (other: Pick<Engine, 'readActivations' | 'openEncoder'>) =>
    createPooledActivations({ ...options, engine: other });
  const parts = createInferenceParts({ ...options, limits: { ...limits, maxPrompts: 100 } });
  const model = catalog.getModel('demo');
  const tokenizer = await tokenizers.load(model);
  const tokens = rows.map((text) => tokenizer.encode(text, { addSpecialTokens: true }));
  return {
    store,
    engine,
    dataset,
    model,
    dictionaries,
    parts,
    tokens,
    tokenizer,
    sourceWith,
    source: sourceWith(engine),
  };
}

/** By the definition, one token after the other. */
function pooledByHand(rows_TD: readonly Float32Array[], pooling: Pooling): Float32Array {
  if (pooling === 'LAST') return rows_TD[rows_TD.length - 1];
  return rows_TD[0].map((_, d) => {
    const values = rows_TD.map((row_D) => row_D[d]);
    return pooling === 'MAX' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

function rowOf({ start_F, row_N, value_N }: PooledFeatures, row: number): Float32Array {
  return Float32Array.from({ length: start_F.length - 1 }, (_, feature) => {
    const place = row_N.subarray(start_F[feature], start_F[feature + 1]).indexOf(row);
    return place < 0 ? 0 : value_N[start_F[feature] + place];
  });
}

test('activations of a row are those of the row alone, pooled by definition, and those of the prompt', async (t) => {
  const { engine, store, dataset, model, tokens, tokenizer, source, parts } = await openPooled(t);
  const prompts = texts.map((text) => ({ kind: 'text' as const, text }));

  for (const pooling of poolings) {
    const { values_ND } = await source.ofModel({ dataset, pooling }, { model, hookPoint }, quiet);
    const question = { model: 'demo', hookPoint, prompts, pooling };
    const asked = await poolPrompts(parts, question, { signal });

    assert.equal(values_ND.length, texts.length * model.width);
    for (const [row, ids] of tokens.entries()) {
      const [alone_TD] = await engine.readActivations(filesOfModel(store, model), [hookPoint], tokenBatch([ids]));
      const own = ids.findIndex((id) => !tokenizer.specialTokenIds.has(id));
      const rows_TD = ids.map((_, at) => alone_TD.slice(at * model.width, (at + 1) * model.width)).slice(own);
      const pooled_D = values_ND.slice(row * model.width, (row + 1) * model.width);
      assert.deepEqual(pooled_D, pooledByHand(rows_TD, pooling), `${pooling} of row ${row}`);
      const answer = asked[row];
      assert.ok('pooled_D' in answer);
      assert.deepEqual(answer.pooled_D, pooled_D);
    }
  }
});

test('features of a row are those of the row alone, also of a pruning, and those of the prompt', async (t) => {
  const { engine, store, dataset, model, dictionaries, tokens, tokenizer, source, parts } = await openPooled(t);
  const prompts = texts.map((text) => ({ kind: 'text' as const, text }));
  const files = dictionaries.map((dictionary) => filesOfDictionary(store, dictionary));
  const encoder = await engine.openEncoder(filesOfModel(store, model), files);

  for (const pooling of poolings) {
    const pooled = await source.ofDictionaries({ dataset, pooling }, dictionaries, quiet);
    const question = { dictionaries: dictionaries.map(({ name }) => name), prompts, pooling };
    const asked = await poolPromptFeatures(parts, question, { signal });

    for (const [row, ids] of tokens.entries()) {
      const alone = await encoder.encode(tokenBatch([ids]));
      const own = ids.findIndex((id) => !tokenizer.specialTokenIds.has(id));
      for (const [d, { row_N, feature_N, activation_N }] of alone.entries()) {
        const dense = ids.map(() => new Float32Array(indexRangeOf(dictionaries[d])));
        row_N.forEach((at, n) => (dense[at][feature_N[n]] = activation_N[n]));
        const values_F = rowOf(pooled[d], row);
        assert.deepEqual(values_F, pooledByHand(dense.slice(own), pooling), `${pooling} of row ${row}, ${d}`);
        const answer = asked[row];
        assert.ok('pooled' in answer);
        assert.ok(answer.pooled[d].feature_N.every((feature, n) => answer.pooled[d].value_N[n] === values_F[feature]));
        assert.equal(answer.pooled[d].feature_N.length, values_F.filter((value) => value > 0).length);
      }
    }
  }
});

test('what was computed is kept, and the model runs once for what is missing', async (t) => {
  const { engine, dataset, model, dictionaries, source, sourceWith } = await openPooled(t);
  const rows = { dataset, pooling: 'MEAN' as const };
  const values = await source.ofModel(rows, { model, hookPoint }, quiet);
  const [first] = await source.ofDictionaries(rows, dictionaries.slice(0, 1), quiet);
  const opened: string[][] = [];
  const counting = sourceWith({
    readActivations: () => Promise.reject(new Error('read again')),
    openEncoder: (files, of) => {
      opened.push(of.map(({ dictionary }) => dictionary.name));
      return engine.openEncoder(files, of);
    },
  });

  assert.deepEqual(await counting.ofModel(rows, { model, hookPoint: `blocks.3.hook_resid_post` }, quiet), values);
  const all = await counting.ofDictionaries(rows, dictionaries, quiet);
  assert.deepEqual(await counting.ofDictionaries(rows, dictionaries, quiet), all);

  assert.deepEqual(all[0], first);
  assert.deepEqual(opened, [[names[1], 'pruned']]);
});

test('a signal stops the work, and nothing is kept', async (t) => {
  const { dataset, model, source, sourceWith } = await openPooled(t);
  const stop = new AbortController();
  stop.abort();
  const refusing = sourceWith({
    readActivations: () => Promise.reject(new Error('computed anew')),
    openEncoder: () => Promise.reject(new Error('opened anew')),
  });
  const rows = { dataset, pooling: 'LAST' as const };

  await expectError(() => source.ofModel(rows, { model, hookPoint }, { ...quiet, signal: stop.signal }), 'CANCELLED');

  await assert.rejects(refusing.ofModel(rows, { model, hookPoint }, quiet), /computed anew/);
});

test('a row that the model cannot see whole is named', async (t) => {
  const { dataset, model, source } = await openPooled(t, ['a', 'b', 'c', 'The crowd boos. '.repeat(200), 'd']);

  await expectError(() => source.ofModel({ dataset, pooling: 'LAST' }, { model, hookPoint }, quiet), 'ROW_TOO_LONG', {
    message: /row 3/,
    at: 'row 3',
  });
});
