/** Dictionaries whose matrices lie as float16: half the bytes, and the same numbers as in float32 in everything they are used for. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { float16Value, signedFloat16Bits } from '../../domain/float16.js';
import type { DictionaryForward, DictionaryRecord } from '../../domain/dictionary.js';
import { createRandom } from '../../domain/seeded-random.js';
import { readWeightRanges } from '../../engine/dictionaries/canonical-weights.js';
import { heldWeights } from '../../engine/dictionaries/held-weights.js';
import { writeSafetensors } from '../../engine/dictionaries/safetensors/write-safetensors.js';
import {
  createEngine,
  dictionaryDigest,
  openInt8Dictionary,
  readDictionary,
  readFeatureVectors,
  tellPrecision,
  writeDictionaryWeights,
} from '../../engine/index.js';
import type { ActivationEdit, DictionaryFiles } from '../../engine/index.js';
import { openDictionarySession } from '../support/dictionary-session.js';
import { copyModel, readReference, tokenBatch } from '../support/models.js';
import { fixture } from '../support/paths.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const [size, width] = [40, 16];
const draw = createRandom(16);
const halves = (length: number, scale: number): Float32Array =>
  Float32Array.from({ length }, () => float16Value(signedFloat16Bits((draw() - 0.5) * scale)));
const weights = {
  wEnc_FD: halves(size * width, 1),
  wDec_FD: halves(size * width, 1),
  bEnc_F: halves(size, 2),
  bDec_D: halves(width, 0.5),
  threshold_F: halves(size, 0.2).map(Math.abs),
  magnitudeScale_F: halves(size, 2).map(Math.abs),
  magnitudeBias_F: halves(size, 1),
  wSkip_DD: halves(width * width, 1),
};
const provenance = (dtype: string) => ({
  ...{ format: 'test', files: [], folds: [], config: null },
  tensors: [{ name: 'W_enc', dtype, shape: [width, size] }],
});
const folder = temporaryFolder();

const forwards: Readonly<Record<string, DictionaryForward>> = {
  relu: { subtractsDecoderBias: true },
  gated: { subtractsDecoderBias: false, activation: { kind: 'gated' } },
  threshold: { subtractsDecoderBias: false, activation: { kind: 'threshold' }, normalisation: 'layerNorm' },
  topK: { subtractsDecoderBias: true, activation: { kind: 'topK', k: 5 }, normalisation: 'constantNorm' },
  groupMax: { subtractsDecoderBias: false, activation: { kind: 'groupMax', k: 8 } },
};

for (const [name, forward] of Object.entries(forwards))
  test(`${name}: encodes and decodes to the same bits from float16 as from float32`, async () => {
    const x_ND = Float32Array.from({ length: 24 * width }, () => draw() * 2 - 1);
    const [half, whole] = await Promise.all(
      ['float16', 'float32'].map(async (dtype) => {
        const dictionary = { size, width, outputWidth: width, forward, weights, provenance: provenance(dtype) };
        const session = await openDictionarySession(join(folder, `${name}-${dtype}`), dictionary);
        const f_NF = await session.encode(x_ND);
        const xHat_ND = await session.decode(f_NF, x_ND);
        await session.close();
        return { f_NF, xHat_ND };
      }),
    );

    assert.ok(half.f_NF.some((f) => f > 0));
    assert.deepEqual(half, whole);
    const { ranges } = await readWeightRanges(join(folder, `${name}-float16`));
    assert.deepEqual(
      [ranges.wEnc_FD, ranges.wDec_FD, ranges.bEnc_F].map(({ dtype }) => dtype),
      ['float16', 'float16', 'float32'],
    );
  });

test('an int8 dictionary of one of float16 keeps the float16 of its decoder', async () => {
  const sizes = { size, width, outputWidth: width };
  const half = { ...sizes, weights: heldWeights(weights), provenance: provenance('float16') };
  await writeDictionaryWeights(join(folder, 'of-int8'), half);
  const of = { name: 'half', digest: 'half', architecture: 'STANDARD', forward: forwards.relu, ...half } as const;
  const int8 = await openInt8Dictionary(join(folder, 'of-int8'), of as unknown as DictionaryRecord);
  await writeDictionaryWeights(join(folder, 'int8'), int8);
  await int8.close();

  const { ranges } = await readWeightRanges(join(folder, 'int8'));

  assert.deepEqual([ranges.wEnc_FD.dtype, ranges.wDec_FD.dtype], ['float32', 'float16']);
  assert.equal(ranges.encoderCode_DF?.length, size * width);
});

test('a matrix of which one number is none of float16 lies as float32, beside another that does not', async () => {
  const wDec_FD = weights.wDec_FD.with(7, 0.1);
  const other = { size, width, outputWidth: width, weights: heldWeights({ ...weights, wDec_FD }) };
  await writeDictionaryWeights(join(folder, 'mixed'), { ...other, provenance: provenance('float16') });

  const { ranges } = await readWeightRanges(join(folder, 'mixed'));

  assert.deepEqual([ranges.wEnc_FD.dtype, ranges.wDec_FD.dtype], ['float16', 'float32']);
});

/** Files as SAELens writes them; its encoder is stored [D, F]. */
async function writeSaelens(source: string, dtype: 'float16' | 'float32', settings: object = {}): Promise<void> {
  await mkdir(source);
  const wEnc_DF = Float32Array.from(
    weights.wEnc_FD,
    (_, at) => weights.wEnc_FD[(at % size) * width + Math.floor(at / size)],
  );
  const tensor = (name: string, shape: number[], values: Float32Array) => ({
    ...{ name, shape, dtype },
    read: () => Promise.resolve(values.slice()),
  });
  await writeSafetensors(join(source, 'sae_weights.safetensors'), [
    tensor('W_enc', [width, size], wEnc_DF),
    tensor('W_dec', [size, width], weights.wDec_FD),
    tensor('b_enc', [size], weights.bEnc_F),
    tensor('b_dec', [width], weights.bDec_D),
  ]);
  const config = { architecture: 'standard', d_in: width, d_sae: size, dtype, apply_b_dec_to_input: true, ...settings };
  await writeFile(join(source, 'cfg.json'), JSON.stringify(config));
}

test('a fold that leaves numbers of float16 leaves the matrix so; one that does not is told in the provenance', async () => {
  const settings = { normalize_activations: 'expected_average_only_in' };
  const told = /Kept as float32, .*: wEnc_FD, wDec_FD\.$/;
  for (const [factor, dtype] of [
    [2, 'float16'],
    [3, 'float32'],
  ] as const) {
    const source = join(folder, `scaled-${factor}`);
    await writeSaelens(source, 'float16', settings);
    await writeFile(join(source, 'activation_scaler.json'), JSON.stringify({ scaling_factor: factor }));
    const imported = await readDictionary(source);
    await writeDictionaryWeights(join(folder, `written-${factor}`), imported);
    const { folds } = await tellPrecision(imported);
    await imported.close();

    const { ranges } = await readWeightRanges(join(folder, `written-${factor}`));
    assert.deepEqual([ranges.wEnc_FD.dtype, ranges.wDec_FD.dtype], [dtype, dtype]);
    assert.equal(told.test(folds.at(-1)!), dtype === 'float32');
  }
});

describe('a file of float16, imported beside the same numbers in float32', () => {
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  after(() => engine.close());

  async function importAs(dtype: 'float16' | 'float32'): Promise<DictionaryFiles> {
    const source = join(folder, `source-${dtype}`);
    await writeSaelens(source, dtype);
    const imported = await readDictionary(source);
    const target = join(folder, `imported-${dtype}`);
    await writeDictionaryWeights(target, imported);
    const digest = await dictionaryDigest(imported);
    const dictionary = {
      ...{ name: dtype, model: 'test-model', hookPoint: 'mlp_out.0', outputHookPoint: 'mlp_out.0', digest },
      ...{ architecture: imported.architecture, size, width, forward: imported.forward },
      provenance: imported.provenance,
    } satisfies DictionaryRecord;
    await imported.close();
    return { folder: target, dictionary };
  }

  test('has the same digest, vectors, firings, metrics, effects and cosines, and half the file', async () => {
    const [half, whole] = [await importAs('float16'), await importAs('float32')];
    const bytes = [half, whole].map((files) => statSync(join(files.folder, 'weights.safetensors')).size);
    assert.equal(bytes[1] - bytes[0], 2 * 2 * size * width);
    assert.equal(half.dictionary.digest, whole.dictionary.digest);

    const model = await copyModel(fixture('models/gpt-neox'), join(folder, 'model'));
    const { tokenIds } = readReference('gpt-neox');
    const all = new Uint8Array(tokenIds.length).fill(1);
    const batch = { ...tokenBatch([tokenIds]), counted_BT: all, replaced_BT: all, zeroed_BT: all };
    const use = async (files: DictionaryFiles) => {
      const encoder = await engine.openEncoder(model, [files]);
      const meter = await engine.openMeter(model, [files]);
      const edits: ActivationEdit[] = [
        { kind: 'feature', dictionary: files, index: 3, factor: 0, offset: 2, positions: undefined },
      ];
      const watch = [{ dictionary: files, indices: [1, 3] }];
      const vectors = { name: 'v', folder: files.folder, vectors: 'DECODER' as const };
      return {
        vectors: await readFeatureVectors(files.folder, files.dictionary, [0, 17, size - 1]),
        firings: await encoder.encode(batch),
        metrics: await meter.measure(batch, new Float32Array(width)),
        effect: await engine.intervene(model, { batch, edits, watch }),
        cosines: await engine.compareDictionaries({ truth: vectors, query: { ...vectors, vectors: 'ENCODER' } }),
      };
    };
    const [found, expected] = [await use(half), await use(whole)];

    assert.ok(found.firings[0].feature_N.length > 0);
    assert.deepEqual(found, expected);
  });
});
