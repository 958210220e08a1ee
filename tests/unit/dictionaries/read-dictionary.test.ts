/** Dictionaries of both libraries are read canonical, whatever way their tensors are stored. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { dictionaryDigest } from '../../../engine/dictionaries/dictionary-digest.js';
import { heldWeights } from '../../../engine/dictionaries/held-weights.js';
import { readDictionary } from '../../../engine/dictionaries/read-dictionary.js';
import { encodeByDefinition } from '../../support/encode-by-definition.js';
import { expectError } from '../../support/expect-error.js';
import {
  assertFeatures,
  dictionaryFixture,
  holdDictionary,
  readReference,
  referenceDictionaries,
} from '../../support/reference-dictionary.js';
import { demo } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const scratch = temporaryFolder();
let copies = 0;

/** A copy of a fixture with its configuration changed. */
function withConfig(name: string, configFile: string, change: (config: Record<string, unknown>) => void): string {
  const folder = join(scratch, String(copies++));
  mkdirSync(folder);
  const tensorFile = configFile === 'cfg.json' ? 'sae_weights.safetensors' : 'ae.pt';
  copyFileSync(join(dictionaryFixture(name), tensorFile), join(folder, tensorFile));
  const config = JSON.parse(readFileSync(join(dictionaryFixture(name), configFile), 'utf8')) as Record<string, unknown>;
  change(config);
  writeFileSync(join(folder, configFile), JSON.stringify(config));
  return folder;
}

describe('a dictionary that is read', () => {
  for (const name of referenceDictionaries)
    test(`computes what PyTorch computes with it: ${name}`, async () => {
      const dictionary = await holdDictionary(dictionaryFixture(name));
      const reference = readReference(name);

      const found = encodeByDefinition(dictionary, reference.x);

      assertFeatures(found, reference);
    });

  test('has its sizes, hook point, bias rule and provenance', async () => {
    const dictionary = await holdDictionary(dictionaryFixture('column-major'));

    assert.equal(dictionary.architecture, 'STANDARD');
    assert.deepEqual([dictionary.size, dictionary.width], [24, 8]);
    assert.equal(dictionary.hookPoint, 'mlp_out.2');
    assert.deepEqual(dictionary.forward, { subtractsDecoderBias: true });
    assert.equal(dictionary.provenance.format, 'dictionary_learning');
    assert.deepEqual(dictionary.provenance.files, ['ae.pt', 'config.json']);
    assert.deepEqual(dictionary.provenance.tensors[0], {
      name: 'encoder.weight',
      dtype: 'float32',
      shape: [24, 8],
      strides: [1, 24],
    });
    assert.deepEqual(dictionary.provenance.folds, []);
    assert.equal((dictionary.provenance.config as { trainer: { layer: number } }).trainer.layer, 2);
  });

  test('may name its hook point beside the buffer of its training', async () => {
    const folder = withConfig('column-major', 'config.json', (config) => {
      config.trainer = { dict_class: 'AutoEncoder', submodule_name: null };
      config.buffer = { hook: 'resid_post.3' };
    });

    assert.equal((await holdDictionary(folder)).hookPoint, 'resid_post.3');
  });

  test('may be a file alone, with nothing known beside it', async () => {
    const dictionary = await holdDictionary(join(dictionaryFixture('module-parameters'), 'ae.pt'));

    assert.equal(dictionary.hookPoint, undefined);
    assert.equal(dictionary.provenance.config, null);
  });

  test('of SAELens reads the hook point and bias rule of version 6 and of the flat configurations before', async () => {
    const six = await holdDictionary(dictionaryFixture('saelens-6'));
    const five = await holdDictionary(dictionaryFixture('saelens-5'));

    assert.deepEqual([six.hookPoint, six.forward.subtractsDecoderBias], ['resid_post.2', false]);
    assert.deepEqual([five.hookPoint, five.forward.subtractsDecoderBias], ['attn_z.2', true]);
  });

  test('has decoder rows of length 1 and says so, where the library normalises them on loading', async () => {
    const { weights, provenance, size, width } = await holdDictionary(dictionaryFixture('unnormalised-decoder'));

    const lengths = Array.from({ length: size }, (_, feature) =>
      Math.hypot(...weights.wDec_FD.subarray(feature * width, (feature + 1) * width)),
    );

    // Feature 5 has a decoder row of zeros, which no division makes longer; float32 rounds at 1e-7.
    assert.ok(lengths.every((length, feature) => Math.abs(length - (feature === 5 ? 0 : 1)) < 1e-6));
    assert.match(provenance.folds[0], /^Decoder rows were divided by their lengths/);
  });

  test('keeps the decoder of AutoEncoderNew as it is, as the library does', async () => {
    const { weights, provenance } = await holdDictionary(dictionaryFixture('auto-encoder-new'));

    assert.ok(Math.abs(Math.hypot(...weights.wDec_FD.subarray(0, 8)) - 1) > 0.1);
    assert.deepEqual(provenance.folds, []);
  });

  test('from the backup of an interrupted training has its biases rescaled and says so', async () => {
    const { provenance } = await holdDictionary(dictionaryFixture('interrupted-backup'));

    assert.match(provenance.folds[0], /interrupted training; biases were multiplied by its norm_factor 3\.25/);
    assert.equal(provenance.tensors[0].name, 'ae.encoder.weight');
  });

  test('has a digest that follows what it computes and nothing else', async () => {
    const dictionary = await holdDictionary(dictionaryFixture('auto-encoder'));
    const digestOf = (changed: Partial<typeof dictionary>) =>
      dictionaryDigest({ ...dictionary, ...changed, weights: heldWeights(changed.weights ?? dictionary.weights) });
    const digest = await digestOf({});
    const nudged = { ...dictionary.weights, bDec_D: dictionary.weights.bDec_D.map((b) => b + 1) };

    assert.match(digest, /^[0-9a-f]{64}$/);
    assert.equal(await digestOf({ hookPoint: 'embed' }), digest);
    assert.notEqual(await digestOf({ weights: nudged }), digest);
    assert.notEqual(await digestOf({ forward: { subtractsDecoderBias: false } }), digest);
  });
});

describe('the digest of a dictionary', () => {
  test('follows its optional weights and the options of its forward pass, in whatever order they are written', async () => {
    const { weights, ...gated } = await holdDictionary(dictionaryFixture('gated'));
    const digestOf = (changed: Partial<typeof gated>, held = weights) =>
      dictionaryDigest({ ...gated, ...changed, weights: heldWeights(held) });
    const digest = await digestOf({});
    const topK = { subtractsDecoderBias: true, activation: { kind: 'topK', k: 5 } } as const;
    const spelled = {
      activation: { k: 5, kind: 'topK' },
      normalisation: undefined,
      subtractsDecoderBias: true,
    } as const;
    const { magnitudeBias_F, ...rest } = weights;

    assert.equal(await digestOf({ forward: topK }), await digestOf({ forward: spelled }));
    assert.notEqual(
      await digestOf({ forward: topK }),
      await digestOf({ forward: { ...topK, normalisation: 'layerNorm' } }),
    );
    assert.notEqual(await digestOf({}, rest), digest);
    assert.notEqual(await digestOf({}, { ...rest, magnitudeBias_F: magnitudeBias_F!.map((b) => b + 1) }), digest);
  });

  test('of a plain dictionary is the one that harvests of the first release were published under', async () => {
    const dictionary = await readDictionary(demo('dictionaries/mlp_out.1/0_512'));

    const digest = await dictionaryDigest(dictionary);

    await dictionary.close();
    assert.equal(digest, '9504ca536a3264b6793c9dd53ad2df7874ef5eca519369656dbf4a391a3d6e89');
  });
});

describe('a dictionary is refused', () => {
  test('when its sizes are not those of its configuration, in both libraries', async () => {
    const swapped = withConfig('auto-encoder', 'config.json', (config) => {
      Object.assign(config.trainer as object, { activation_dim: 24, dict_size: 8 });
    });
    const wider = withConfig('saelens-6', 'cfg.json', (config) => (config.d_in = 9));

    const message = /configuration says 8 features of width 24/;
    await expectError(() => readDictionary(swapped), 'DICTIONARY_FILE_INVALID', { message });
    await expectError(() => readDictionary(wider), 'DICTIONARY_FILE_INVALID', { message: /24 features of width 9/ });
  });

  test('when its tensors are not those of the class that its configuration names', () => {
    const folder = withConfig('auto-encoder', 'config.json', (config) => {
      Object.assign(config.trainer as object, { dict_class: 'AutoEncoderNew' });
    });

    return expectError(() => readDictionary(folder), 'DICTIONARY_FILE_INVALID', {
      message: /dict_class AutoEncoderNew/,
    });
  });

  test('when its configuration is cut off, by the path of the configuration', () => {
    const folder = withConfig('auto-encoder', 'config.json', () => undefined);
    writeFileSync(join(folder, 'config.json'), '{"trainer": {');

    return expectError(() => readDictionary(folder), 'DICTIONARY_FILE_INVALID', { at: join(folder, 'config.json') });
  });

  test('when SAELens tensors come without their configuration', () => {
    const folder = join(scratch, 'bare');
    mkdirSync(folder);
    copyFileSync(join(dictionaryFixture('saelens-6'), 'sae_weights.safetensors'), join(folder, 'x.safetensors'));

    return expectError(() => readDictionary(folder), 'DICTIONARY_FILE_INVALID', { message: /no cfg\.json beside it/ });
  });

  test('when the path leads nowhere, or to a folder without a dictionary', async () => {
    await expectError(() => readDictionary(join(scratch, 'nowhere')), 'FILE_NOT_FOUND');
    mkdirSync(join(scratch, 'empty'));
    await expectError(() => readDictionary(join(scratch, 'empty')), 'DICTIONARY_FILE_INVALID', {
      message: /holds no dictionary/,
    });
  });

  test('when it contradicts what the user says about it', async () => {
    const path = dictionaryFixture('auto-encoder');

    await expectError(() => readDictionary(path, { activationWidth: 64 }), 'DICTIONARY_WIDTH_MISMATCH', {
      message: /width 8, the hook point has 64/,
    });
    await expectError(() => readDictionary(path, { architecture: 'TOP_K' }), 'ARGUMENT_INVALID', {
      at: 'architecture',
    });
    await expectError(() => readDictionary(path, { k: 32 }), 'ARGUMENT_INVALID', { at: 'k' });
    assert.equal((await holdDictionary(path, { architecture: 'STANDARD', activationWidth: 8 })).size, 24);
  });
});
