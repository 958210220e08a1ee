/** Computes pooled activations of data sets, and keeps them. */
import { indexRangeOf, type DictionaryRecord } from '../../domain/dictionary.js';
import { getHookPoint } from '../../domain/hook-point.js';
import type { ModelRecord } from '../../domain/model.js';
import type { PooledActivations, PooledFeatures } from '../../domain/pooled-activations.js';
import type { Encoder, Engine } from '../../engine/engine.js';
import type { Store } from '../../store/store.js';
import { filesOfDictionary, filesOfModel } from '../inference/files.js';
import { firingsBySequence } from '../inference/prompt-firings.js';
import type { CatalogService } from '../services.js';
import type { Tokenizers } from '../tokenizers.js';
import { FeatureGatherer } from './by-feature.js';
import { poolFirings } from './pool-firings.js';
import { poolValues } from './pool-values.js';
import type { PooledActivationsSource, PooledContext, PooledRows } from './pooled-activations.js';
import { keyOfDictionary, keyOfModel } from './pooled-key.js';
import { pooledRows, type PoolBatch, type RowPass } from './pooled-rows.js';

export interface PooledActivationsOptions {
  readonly store: Pick<Store, 'datasets' | 'dictionaries' | 'blobs' | 'pooledActivations' | 'pooledFeatures'>;
  readonly engine: Pick<Engine, 'readActivations' | 'openEncoder'>;
  readonly catalog: Pick<CatalogService, 'getModel'>;
  readonly tokenizers: Pick<Tokenizers, 'load'>;
}

/** Larger ones are computed again: a file that is read whole must stay below 2 GiB. */
const mostKeptBytes = 2 ** 30;

export function createPooledActivations(options: PooledActivationsOptions): PooledActivationsSource {
  const { store, catalog } = options;
  return {
    async ofModel(rows, { model, hookPoint }, context) {
      const place = getHookPoint(hookPoint, model.hookPoints);
      const key = keyOfModel(rows, model, place.name);
      const known = store.pooledActivations.find(key);
      if (known) return known;
      const computed = await poolModel(options, { rows, model, context, hookPoint: place.name, width: place.width });
      if (bytesOf(computed) <= mostKeptBytes) store.pooledActivations.write(key, computed);
      return computed;
    },
    async ofDictionaries(rows, dictionaries, context) {
      if (dictionaries.length === 0) return [];
      const model = catalog.getModel(dictionaries[0].model);
      const keys = dictionaries.map((dictionary) => keyOfDictionary(rows, model, dictionary));
      const found = new Map<string, PooledFeatures>();
      for (const key of keys) {
        const known = store.pooledFeatures.find(key);
        if (known) found.set(key, known);
      }
      // Dictionaries with one key compute the same.
      const missing = dictionaries.filter((_, d) => !found.has(keys[d]) && keys.indexOf(keys[d]) === d);
      const computed = await poolDictionaries(options, { rows, model, context, dictionaries: missing });
      computed.forEach((features, m) => {
        const key = keyOfDictionary(rows, model, missing[m]);
        found.set(key, features);
        if (bytesOf(features) <= mostKeptBytes) store.pooledFeatures.write(key, features);
      });
      return keys.map((key) => getOf(found, key));
    },
  };
}

interface Work {
  readonly rows: PooledRows;
  readonly model: ModelRecord;
  readonly context: PooledContext;
}

async function poolModel(
  options: PooledActivationsOptions,
  work: Work & { readonly hookPoint: string; readonly width: number },
): Promise<PooledActivations> {
  const { rows, model, context, hookPoint, width } = work;
  const files = filesOfModel(options.store, model);
  const pass = await openPass(options, work);
  const pool: PoolBatch<Float32Array> = async (batch, spans) => {
    const [values_BTD] = await options.engine.readActivations(files, [hookPoint], batch, context.signal);
    const stride = batch.positions * width;
    return spans.map((span, b) =>
      poolValues({ ...span, width, values_TD: values_BTD.subarray(b * stride, (b + 1) * stride) }, rows.pooling),
    );
  };
  const values_ND = new Float32Array(pass.rows.length * width);
  let row = 0;
  for await (const pooled_D of pooledRows(pass, pool)) values_ND.set(pooled_D, row++ * width);
  return { values_ND };
}

async function poolDictionaries(
  options: PooledActivationsOptions,
  work: Work & { readonly dictionaries: readonly DictionaryRecord[] },
): Promise<PooledFeatures[]> {
  const { rows, model, context, dictionaries } = work;
  if (dictionaries.length === 0) return [];
  const pass = await openPass(options, work);
  const files = dictionaries.map((dictionary) => filesOfDictionary(options.store, dictionary));
  const encoder = await options.engine.openEncoder(filesOfModel(options.store, model), files);
  try {
    const gatherers = dictionaries.map((dictionary) => new FeatureGatherer(indexRangeOf(dictionary)));
    for await (const ofRow of pooledRows(pass, poolEncoded(encoder, rows, context)))
      ofRow.forEach((pooled, d) => gatherers[d].add(pooled));
    return gatherers.map((gatherer) => gatherer.finish());
  } finally {
    await encoder.close();
  }
}

/** One entry a dictionary of each row. */
function poolEncoded(encoder: Encoder, { pooling }: PooledRows, { signal }: PooledContext) {
  return (async (batch, spans) => {
    const activations = await encoder.encode(batch, signal);
    const firings = activations.map((of) => firingsBySequence('', of, batch));
    return spans.map((span, b) => firings.map((bySequence) => poolFirings(bySequence[b], span, pooling)));
  }) satisfies PoolBatch<ReturnType<typeof poolFirings>[]>;
}

async function openPass(
  { store, tokenizers }: PooledActivationsOptions,
  { rows, model, context }: Work,
): Promise<RowPass> {
  const { rows: texts } = await store.datasets.read(rows.dataset.digest);
  const tokenizer = await tokenizers.load(model);
  const progress = (fraction: number): void => context.progress(fraction, 'running the model on the rows');
  return { rows: texts, model, tokenizer, signal: context.signal, progress };
}

function bytesOf(arrays: PooledActivations | PooledFeatures): number {
  return Object.values(arrays).reduce((bytes: number, array: { byteLength: number }) => bytes + array.byteLength, 0);
}

function getOf<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error('pooled activations were not computed');
  return value;
}
