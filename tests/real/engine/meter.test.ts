/** Metrics of real dictionaries on held-out text, against what PyTorch computed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createEngine, readDictionary, writeDictionaryWeights } from '../../../engine/index.js';
import type { DictionaryFiles, Engine, MeasuredBatch, ModelFiles } from '../../../engine/index.js';
import { copyModel, tokenBatch } from '../../support/models.js';
import { hasRealData, stories260k } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

type Metrics = Readonly<Record<string, number>>;

interface ReferenceFile {
  readonly dictionaries: Readonly<Record<string, { readonly metrics: Metrics }>>;
}

/** The reference sums in float64 what PyTorch computes in float32; the bar for metrics is 1e-4. */
const tolerance = 1e-6;
const name = 'real/mlp_out.2/0_512';
const width = 64;

const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(stories260k, file), 'utf8')) as T;
const sumOf = (values: Iterable<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);
const addTo = (a: Float64Array, b: Float64Array): void => b.forEach((value, at) => (a[at] += value));

if (!hasRealData) console.log(`SKIPPED: no real data at ${stories260k}`);

describe('a meter of a stories260k dictionary', { skip: !hasRealData }, () => {
  const folder = temporaryFolder();
  let engine: Engine;
  let model: ModelFiles;
  let files: DictionaryFiles;
  let batches: readonly MeasuredBatch[];
  let reference: Metrics;

  before(async () => {
    engine = createEngine({ providers: ['cpu'], threads: 2 });
    model = await copyModel(join(stories260k, 'model'), join(folder, 'model'));
    const { weights, close, ...read } = await readDictionary(join(stories260k, 'dictionaries', name));
    await writeDictionaryWeights(join(folder, 'dictionary'), { ...read, weights });
    await close();
    const places = { hookPoint: 'mlp_out.2', outputHookPoint: 'mlp_out.2' };
    const dictionary = { ...read, ...places, name, model: model.model.name, digest: 'test' };
    files = { folder: join(folder, 'dictionary'), dictionary };
    reference = readJson<ReferenceFile>('reference.json').dictionaries[name].metrics;
    const contexts = readJson<readonly (readonly number[])[]>('heldout.json');
    batches = Array.from({ length: contexts.length / 32 }, (_, n) => allOf(contexts.slice(n * 32, (n + 1) * 32)));
  });
  after(() => engine.close());

  function allOf(contexts: readonly (readonly number[])[]): MeasuredBatch {
    const batch = tokenBatch(contexts);
    const all = new Uint8Array(batch.tokenIds_BT.length).fill(1);
    return { ...batch, counted_BT: all, replaced_BT: all, zeroed_BT: all };
  }

  test('gives the losses, the divergence, L0, L1, the error and the explained variance of the reference', async () => {
    const meter = await engine.openMeter(model, [files]);
    const tokens = reference.tokens;
    const first_D = new Float64Array(width);
    for (const batch of batches) addTo(first_D, (await meter.sum(batch)).sum_D);
    const mean_D = Float32Array.from(first_D, (sum) => sum / tokens);

    const losses = new Map<string, number>();
    const add = (what: string, values: Iterable<number>) => losses.set(what, (losses.get(what) ?? 0) + sumOf(values));
    const [squares_D, errorSum_D, errorSquares_D] = Array.from({ length: 3 }, () => new Float64Array(width));
    for (const batch of batches) {
      const { dictionaries, original, zeroAblated, meanAblated, ...x } = await meter.measure(batch, mean_D);
      const [dictionary] = dictionaries;
      add('lossOriginal', original.loss_BT);
      add('lossZeroAblated', zeroAblated.loss_BT);
      add('lossMeanAblated', meanAblated.loss_BT);
      add('lossReconstructed', dictionary.loss_BT);
      add('klDivergence', dictionary.kl_BT);
      add('l0', dictionary.l0_N);
      add('l1', dictionary.l1_N);
      add('mse', dictionary.squaredError_N);
      add('l2Loss', dictionary.squaredError_N.map(Math.sqrt));
      addTo(squares_D, x.squares_D);
      addTo(errorSum_D, dictionary.errorSum_D);
      addTo(errorSquares_D, dictionary.errorSquares_D);
    }

    const targets = tokens - batches.length * 32;
    const variance = (sum_D: Float64Array, ofSquares_D: Float64Array): number =>
      sumOf(ofSquares_D.map((squares, d) => squares / tokens - (sum_D[d] / tokens) ** 2));
    const isLoss = (what: string): boolean => what.startsWith('loss');
    const divisor = (what: string): number => (isLoss(what) ? targets : what === 'mse' ? tokens * width : tokens);
    const found = new Map([...losses].map(([what, sum]) => [what, sum / divisor(what)]));
    found.set('varianceExplained', 1 - variance(errorSum_D, errorSquares_D) / variance(first_D, squares_D));
    for (const [what, value] of found)
      assert.ok(Math.abs(value / reference[what] - 1) <= tolerance, `${what}: ${value} is not ${reference[what]}`);
    await meter.close();
  });
});
