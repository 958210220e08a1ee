/** Meters: what dictionaries make of a model's activations and of its loss, against whole patched graphs and float64. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createGraphLibrary } from '../../../engine/graph-library.js';
import { createEngine } from '../../../engine/index.js';
import type {
  BatchMeasurement,
  DictionaryMeasurement,
  Engine,
  MeasuredBatch,
  Meter,
  ModelFiles,
  PositionLosses,
} from '../../../engine/index.js';
import { openMeter } from '../../../engine/meter/open-meter.js';
import { createRandom } from '../../../domain/seeded-random.js';
import { divergence, openPatchedModel, reconstruct } from '../../support/measured-reference.js';
import type { PatchedModel, Replacement } from '../../support/measured-reference.js';
import { copyModel, tinyModels, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { writeRandomDictionary } from '../../support/random-dictionary.js';
import type { RandomDictionary } from '../../support/random-dictionary.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** float32 sums of at most 64 products against float64; losses and divergences here are of the order of 1. */
const tolerance = 2e-5;

const draw = createRandom(5);
const lengths = [5, 1, 0, 32, 16, 17, 9, 31];
const sequences = lengths.map((length) => Array.from({ length }, () => Math.floor(draw() * 60)));
const T = 40;
const mean_D = Float32Array.from({ length: 16 }, (_, d) => Math.sin(d));

const isCounted = (t: number): boolean => t % 5 !== 0;
const isReplaced = (t: number): boolean => t % 3 !== 0;
const isZeroed = (t: number): boolean => t !== 1;

/** The masks are 1 behind a sequence's end too, where it must not matter. */
function measuredBatch(list: readonly (readonly number[])[], positions = T): MeasuredBatch {
  const batch = tokenBatch(list, positions);
  const mask = (is: (t: number) => boolean) =>
    Uint8Array.from(batch.tokenIds_BT, (_, row) =>
      Number(row % positions >= list[Math.floor(row / positions)].length || is(row % positions)),
    );
  return { ...batch, counted_BT: mask(isCounted), replaced_BT: mask(isReplaced), zeroed_BT: mask(isZeroed) };
}

/** Every position of every sequence that is counted. */
const countedPlaces = sequences.flatMap((sequence, b) => sequence.flatMap((_, t) => (isCounted(t) ? [{ b, t }] : [])));

const close = (actual: number, expected: number, what: string, scale = 1): void =>
  assert.ok(
    Math.abs(actual - expected) <= tolerance * Math.max(scale, Math.abs(expected)),
    `${what}: ${actual} is not ${expected}`,
  );

for (const [name, hookPoint] of [
  ...tinyModels.map((model) => [model, 'mlp_out.0']),
  ['gpt2', 'attn_z.1'],
  ['gpt-neox', 'embed'],
]) {
  describe(`measuring a dictionary of ${hookPoint} in ${name}`, () => {
    const folder = temporaryFolder();
    const batch = measuredBatch(sequences);
    let engine: Engine;
    let model: ModelFiles;
    let dictionary: RandomDictionary;
    let patched: PatchedModel;
    let x_BTD: Float32Array;
    let measured: BatchMeasurement;

    const activation = (b: number, t: number): Float32Array => x_BTD.subarray((b * T + t) * 16, (b * T + t + 1) * 16);

    before(async () => {
      model = await copyModel(fixture(`models/${name}`), join(folder, 'model'));
      engine = createEngine({ providers: ['cpu'], threads: 1 });
      dictionary = await writeRandomDictionary({ folder: join(folder, 'dictionary'), hookPoint, size: 40, width: 16 });
      patched = await openPatchedModel(model, hookPoint);
      [x_BTD] = await engine.readActivations(model, [hookPoint], batch);
      const meter = await engine.openMeter(model, [dictionary.files]);
      measured = await meter.measure(batch, mean_D);
    });
    after(() => Promise.all([engine.close(), patched.close()]));

    test('gives the loss of the unchanged model', async () => {
      const loss_BT = await engine.nextTokenLoss_BT(model, batch);

      sequences.forEach((sequence, b) => {
        for (let t = 0; t + 1 < sequence.length; t++)
          close(measured.original.loss_BT[b * (T - 1) + t], loss_BT[b * (T - 1) + t], `loss ${b}, ${t}`);
      });
    });

    const replacements: Record<string, (b: number) => [Replacement, { loss_BT: Float32Array; kl_BT: Float32Array }]> = {
      'the reconstruction': (b) => [
        { isReplaced, value: (t) => reconstruct(dictionary, activation(b, t)).xHat_D },
        measured.dictionaries[0],
      ],
      zero: () => [{ isReplaced: isZeroed, value: () => new Float32Array(16) }, measured.zeroAblated],
      'the mean': () => [{ isReplaced, value: () => mean_D }, measured.meanAblated],
    };
    for (const [what, replacementOf] of Object.entries(replacements))
      test(`gives the loss and the divergence of the whole graph when ${what} is put in`, async () => {
        for (const [b, sequence] of sequences.entries()) {
          if (sequence.length === 0) continue;
          const [replacement, { loss_BT, kl_BT }] = replacementOf(b);
          const original = await patched.logLikelihoods(sequence);
          const changed = await patched.logLikelihoods(sequence, replacement);

          sequence.forEach((_, t) => {
            close(kl_BT[b * T + t], divergence(original[t], changed[t]), `divergence ${b}, ${t}`);
            if (t + 1 < sequence.length)
              close(loss_BT[b * (T - 1) + t], -changed[t][sequence[t + 1]], `loss ${b}, ${t}`);
          });
        }
      });

    test('gives the statistics that the definitions give in float64', () => {
      const [statistics] = measured.dictionaries;
      const sums = Array.from({ length: 4 }, () => new Float64Array(16));
      const firings_F = new Float64Array(40);

      countedPlaces.forEach(({ b, t }, n) => {
        const x_D = activation(b, t);
        const { f_F, xHat_D } = reconstruct(dictionary, x_D);
        const sumOf = (value: (d: number) => number): number => x_D.reduce((sum, _, d) => sum + value(d), 0);
        assert.equal(statistics.l0_N[n], f_F.filter((strength) => strength > 0).length);
        close(
          statistics.l1_N[n],
          f_F.reduce((sum, strength) => sum + strength, 0),
          'L1',
        );
        close(
          measured.squaredNorm_N[n],
          sumOf((d) => x_D[d] ** 2),
          '|x|²',
        );
        close(
          measured.squaredDeviation_N[n],
          sumOf((d) => (x_D[d] - mean_D[d]) ** 2),
          '|x - mean|²',
        );
        close(
          statistics.squaredError_N[n],
          sumOf((d) => (x_D[d] - xHat_D[d]) ** 2),
          '|e|²',
        );
        close(
          statistics.squaredReconstruction_N[n],
          sumOf((d) => xHat_D[d] ** 2),
          '|x̂|²',
        );
        close(
          statistics.product_N[n],
          sumOf((d) => x_D[d] * xHat_D[d]),
          'x·x̂',
          10,
        );
        x_D.forEach((x, d) =>
          [x, x ** 2, x - xHat_D[d], (x - xHat_D[d]) ** 2].forEach((value, which) => (sums[which][d] += value)),
        );
        f_F.forEach((strength, feature) => (firings_F[feature] += Number(strength > 0)));
      });

      const found = [measured.sum_D, measured.squares_D, statistics.errorSum_D, statistics.errorSquares_D];
      found.forEach((sum_D, which) => sum_D.forEach((sum, d) => close(sum, sums[which][d], `sum ${which}`, 100)));
      assert.deepEqual(statistics.firings_F, firings_F);
      assert.equal(measured.squaredNorm_N.length, countedPlaces.length);
    });
  });
}

describe('a meter', () => {
  const folder = temporaryFolder();
  const batch = measuredBatch(sequences);
  let engine: Engine;
  let model: ModelFiles;
  let wide: RandomDictionary;
  let narrow: RandomDictionary;
  let meter: Meter;
  let measured: BatchMeasurement;

  before(async () => {
    model = await copyModel(fixture('models/gpt-neox'), join(folder, 'model'));
    engine = createEngine({ providers: ['cpu'], threads: 1 });
    wide = await writeRandomDictionary({ folder: join(folder, 'wide'), hookPoint: 'mlp_out.0', size: 64, width: 16 });
    narrow = await writeRandomDictionary({
      folder: join(folder, 'narrow'),
      hookPoint: 'mlp_out.0',
      size: 24,
      width: 16,
    });
    meter = await engine.openMeter(model, [wide.files, narrow.files]);
    measured = await meter.measure(batch, mean_D);
  });
  after(() => engine.close());

  const perPosition = (
    { loss_BT, kl_BT }: { loss_BT: Float32Array; kl_BT: Float32Array },
    b: number,
    length: number,
  ) => [loss_BT.slice(b * (T - 1), b * (T - 1) + Math.max(0, length - 1)), kl_BT.slice(b * T, b * T + length)];
  /** Without what stands behind the ends of sequences, which may be anything. */
  const withinLengths = (from: BatchMeasurement) => {
    const cut = <T extends PositionLosses>({ loss_BT, kl_BT, ...others }: T) => ({
      ...others,
      losses: lengths.map((length, b) => perPosition({ loss_BT, kl_BT }, b, length)),
    });
    const { original, zeroAblated, meanAblated, dictionaries, ...others } = from;
    const conditions = { original: cut(original), zeroAblated: cut(zeroAblated), meanAblated: cut(meanAblated) };
    return { ...others, ...conditions, dictionaries: dictionaries.map((dictionary) => cut(dictionary)) };
  };
  const perCounted = (statistics: DictionaryMeasurement, from: number, to: number) =>
    [
      statistics.l0_N,
      statistics.l1_N,
      statistics.squaredError_N,
      statistics.squaredReconstruction_N,
      statistics.product_N,
    ].map((values) => values.slice(from, to));
  const addTo = (a: Float64Array, b: Float64Array): void => b.forEach((value, at) => (a[at] += value));

  test('gives the same bits for every sequence alone as in the batch, and sums that add up to the same bits', async () => {
    const total = {
      sum_D: new Float64Array(16),
      errorSquares_D: new Float64Array(16),
      firings_F: new Float64Array(64),
    };
    let counted = 0;
    for (const [b, sequence] of sequences.entries()) {
      const alone = await meter.measure(measuredBatch([sequence]), mean_D);
      const next = counted + sequence.filter((_, t) => isCounted(t)).length;

      const conditions = (from: BatchMeasurement) => [
        from.original,
        from.zeroAblated,
        from.meanAblated,
        ...from.dictionaries,
      ];
      conditions(alone).forEach((losses, at) =>
        assert.deepEqual(
          perPosition(losses, 0, sequence.length),
          perPosition(conditions(measured)[at], b, sequence.length),
        ),
      );
      alone.dictionaries.forEach((statistics, at) =>
        assert.deepEqual(
          perCounted(statistics, 0, next - counted),
          perCounted(measured.dictionaries[at], counted, next),
        ),
      );
      addTo(total.sum_D, alone.sum_D);
      addTo(total.errorSquares_D, alone.dictionaries[0].errorSquares_D);
      addTo(total.firings_F, alone.dictionaries[0].firings_F);
      counted = next;
    }
    const { errorSquares_D, firings_F } = measured.dictionaries[0];
    assert.deepEqual(total, { sum_D: measured.sum_D, errorSquares_D, firings_F });
  });

  test('gives the same bits when memory for a few positions only makes it cut the batch into parts and pieces', async (t) => {
    const library = createGraphLibrary({ providers: ['cpu'], threads: 1 });
    t.after(() => library.close());
    const files = { model, dictionaries: [wide.files, narrow.files] };
    // 34 rows of the wide dictionary, 36 of logits, 90 of the narrow dictionary.
    const small = await openMeter(library, { ...files, bounds: { mostPositions: 50, mostDenseBytes: 34 * 64 * 4 } });
    // Stretches of 8 rows of the wide dictionary: their float64 sums round otherwise.
    const smallest = await openMeter(library, { ...files, bounds: { mostPositions: 1, mostDenseBytes: 8 * 64 * 4 } });

    assert.deepEqual(withinLengths(await small.measure(batch, mean_D)), withinLengths(measured));
    const cut = withinLengths(await smallest.measure(batch, mean_D));
    cut.dictionaries.forEach((statistics, at) => {
      const { errorSum_D, errorSquares_D, ...others } = withinLengths(measured).dictionaries[at];
      assert.deepEqual({ ...statistics, errorSum_D, errorSquares_D }, { errorSum_D, errorSquares_D, ...others });
      errorSquares_D.forEach((sum, d) => assert.ok(Math.abs(statistics.errorSquares_D[d] - sum) <= 1e-12 * sum));
    });
    assert.deepEqual({ ...cut, dictionaries: [] }, { ...withinLengths(measured), dictionaries: [] });
  });

  test('sums up the counted positions for a first pass', async () => {
    const { sum_D, positions } = await meter.sum(batch);

    assert.deepEqual(sum_D, measured.sum_D);
    assert.equal(positions, countedPlaces.length);
  });

  test('measures every dictionary as a meter of its own would', async () => {
    const alone = await engine.openMeter(model, [narrow.files]);

    const { dictionaries } = await alone.measure(batch, mean_D);

    assert.deepEqual(dictionaries[0], measured.dictionaries[1]);
    await alone.close();
  });

  test('is listed with its dictionaries as loaded until it is closed, and others go on then', async () => {
    const other = await engine.openMeter(model, [narrow.files]);
    const listed = engine.loaded.filter(({ kind }) => kind === 'dictionary').length;

    await other.close();

    assert.equal(listed, 2);
    assert.equal(engine.loaded.filter(({ kind }) => kind === 'dictionary').length, 2);
    assert.deepEqual(await meter.measure(batch, mean_D), measured);
  });
});
