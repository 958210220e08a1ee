/** Encoders in int8, of every architecture: against float32 graphs that are given the rounded weights and the rounded activations. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { DictionaryForward } from '../../domain/dictionary.js';
import { createRandom } from '../../domain/seeded-random.js';
import { encoderScales, roundToScalesInto } from '../../engine/dictionaries/encoder-codes.js';
import { openDictionarySession } from '../support/dictionary-session.js';
import {
  dictionaryFixture,
  holdDictionary,
  readReference,
  referenceDictionaries,
  type HeldDictionary,
} from '../support/reference-dictionary.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const scratch = temporaryFolder();

async function toInt8(dictionary: HeldDictionary): Promise<HeldDictionary> {
  const wEnc_FD = dictionary.weights.wEnc_FD.slice();
  const encoderScale_F = await encoderScales(wEnc_FD, dictionary.size);
  await roundToScalesInto({ wEnc_FD, scale_F: encoderScale_F });
  const weights = { ...dictionary.weights, wEnc_FD, encoderScale_F };
  return { ...dictionary, forward: { ...dictionary.forward, product: 'int8' }, weights };
}

/** The same weights, multiplied in float32. */
function inFloat32({ forward, weights, ...rest }: HeldDictionary): HeldDictionary {
  const { product, ...kept } = forward;
  assert.equal(product, 'int8');
  return { ...rest, forward: kept, weights };
}

/** Every row, less the bias, in steps of 1/127 of its largest absolute value. */
function roundedRows(x: readonly (readonly number[])[], bias_D: Float32Array | undefined): Float32Array {
  const rounded = x.map((row) => {
    const centred = row.map((each, d) => Math.fround(Math.fround(each) - (bias_D?.[d] ?? 0)));
    const step = Math.fround(Math.max(...centred.map(Math.abs), 1e-30) / 127);
    return centred.map((each, d) => step * roundHalfToEven(Math.fround(each / step)) + (bias_D?.[d] ?? 0));
  });
  return Float32Array.from(rounded.flat());
}

/** As ONNX's Round. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

const isPlain = (name: string): boolean => !readReference(name).exact;

for (const name of referenceDictionaries.filter(isPlain))
  test(`computes what float32 computes with the rounded numbers: ${name}`, async () => {
    const int8 = await toInt8(await holdDictionary(dictionaryFixture(name)));
    if (int8.forward.normalisation !== undefined) return;
    const session = await openDictionarySession(join(scratch, name), int8);
    const reference = await openDictionarySession(join(scratch, `${name}-float32`), inFloat32(int8));
    const { x } = readReference(name);

    const found = await session.encode(Float32Array.from(x.flat()));
    const wanted = await reference.encode(
      roundedRows(x, int8.forward.subtractsDecoderBias ? int8.weights.bDec_D : undefined),
    );

    const threshold_F = int8.weights.threshold_F;
    let firings = 0;
    // Sums of some tens of float32 products, in another order and scaled: as the tolerance of formats.
    wanted.forEach((each, at) => {
      const edge = threshold_F?.[at % int8.size] ?? 0;
      if (Math.abs(found[at] - each) > 1e-4 + 1e-5 * Math.abs(each))
        assert.ok(Math.abs(Math.max(found[at], each) - edge) < 1e-4, `${found[at]} instead of ${each} at ${at}`);
      firings += each > 0 ? 1 : 0;
    });
    assert.ok(firings > 0);
    await session.close();
    await reference.close();
  });

test('tokens do not depend on their company, and one of zeros gives the bias', async () => {
  const int8 = await toInt8(await holdDictionary(dictionaryFixture('auto-encoder-new')));
  const session = await openDictionarySession(join(scratch, 'alone'), int8);
  const rows = readReference('auto-encoder-new').x.map((row) => Float32Array.from(row));
  const large = rows[0].map((value) => 1e4 * value);
  const zeros = new Float32Array(int8.width);

  const together = await session.encode(Float32Array.from([...rows, large, zeros].flatMap((row) => [...row])));
  const alone = await Promise.all(rows.map((row) => session.encode(row)));

  const expected = alone.flatMap((f_F) => [...f_F]);
  assert.deepEqual([...together.subarray(0, expected.length)], expected);
  assert.deepEqual(
    [...together.subarray(-int8.size)],
    [...int8.weights.bEnc_F].map((bias) => Math.max(0, bias)),
  );
  await session.close();
});

test('a coordinate that is no number lets nothing fire, as in float32', async () => {
  const int8 = await toInt8(await holdDictionary(dictionaryFixture('auto-encoder-new')));
  const x_D = new Float32Array(int8.width).fill(0.5);
  x_D[1] = NaN;
  for (const [name, dictionary] of [
    ['nan-int8', int8],
    ['nan-float32', inFloat32(int8)],
  ] as const) {
    const session = await openDictionarySession(join(scratch, name), dictionary);
    assert.deepEqual(await session.encode(x_D), new Float32Array(int8.size), name);
    await session.close();
  }
});

const forwards: Readonly<Record<string, DictionaryForward>> = {
  relu: { subtractsDecoderBias: true },
  gated: { subtractsDecoderBias: false, activation: { kind: 'gated' }, normalisation: 'constantNorm' },
  threshold: { subtractsDecoderBias: false, activation: { kind: 'threshold' }, normalisation: 'layerNorm' },
  topK: { subtractsDecoderBias: true, activation: { kind: 'topK', k: 5 }, normalisation: 'constantNorm' },
  groupMax: { subtractsDecoderBias: true, activation: { kind: 'groupMax', k: 8 }, normalisation: 'layerNorm' },
};

for (const [name, forward] of Object.entries(forwards))
  test(`${name}: activations move by no more than half a step of every coordinate can move them`, async () => {
    const [size, width, rows] = [40, 16, 48];
    const draw = createRandom(8);
    const uniform = (length: number) => Float32Array.from({ length }, () => draw() - 0.5);
    const weights = {
      ...{
        wEnc_FD: uniform(size * width),
        wDec_FD: uniform(size * width),
        bEnc_F: uniform(size),
        bDec_D: uniform(width),
      },
      threshold_F: uniform(size).map(Math.abs),
      magnitudeScale_F: uniform(size).map(Math.abs),
      magnitudeBias_F: uniform(size),
    };
    const encoderScale_F = await encoderScales(weights.wEnc_FD, size);
    await roundToScalesInto({ wEnc_FD: weights.wEnc_FD, scale_F: encoderScale_F });
    const open = (product: Pick<DictionaryForward, 'product'>, folder: string) =>
      openDictionarySession(join(scratch, folder), {
        ...{ size, width, outputWidth: width, forward: { ...forward, ...product } },
        weights: { ...weights, encoderScale_F },
      });
    const [int8, float32] = [await open({ product: 'int8' }, `${name}-8`), await open({}, `${name}-32`)];
    const x_ND = uniform(rows * width).map((value) => 2 * value);
    const [found, wanted] = [await int8.encode(x_ND), await float32.encode(x_ND)];

    // No coordinate is above sqrt(width) where a vector was normalised, or 1; half of b_dec's range may be added.
    const halfStep = (Math.sqrt(width) + 0.5) / 127 / 2;
    let [both, one, moved] = [0, 0, 0];
    wanted.forEach((each, at) => {
      const row = (at % size) * width;
      const reach = weights.wEnc_FD.subarray(row, row + width).reduce((sum, weight) => sum + Math.abs(weight), 0);
      if (each > 0 !== found[at] > 0) one++;
      if (!(each > 0 && found[at] > 0)) return;
      both++;
      moved += found[at] === each ? 0 : 1;
      // 1e-5: sums of 16 products of float32.
      assert.ok(Math.abs(found[at] - each) <= reach * halfStep + 1e-5, `${found[at]} instead of ${each} at ${at}`);
    });
    assert.ok(both > 100 && moved > both / 2 && one < both / 10, `${both} fire in both, ${one} in one, ${moved} moved`);
    await int8.close();
    await float32.close();
  });
