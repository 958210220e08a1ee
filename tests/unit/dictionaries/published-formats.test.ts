/** What is read of Gemma Scope, sparsify, OpenAI, Llama Scope and llamascopium besides their weights, and what is refused. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readDictionary } from '../../../engine/dictionaries/read-dictionary.js';
import { expectError } from '../../support/expect-error.js';
import { changedFixture, formatFixture } from '../../support/format-fixtures.js';
import { npy } from '../../support/npy.js';
import { dict, pickle, tensor, text } from '../../support/pickle-writer.js';
import { holdDictionary } from '../../support/reference-dictionary.js';
import { storedZip } from '../../support/stored-zip.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const scratch = temporaryFolder();
const hold = (name: string) => holdDictionary(formatFixture(name));

function copyOf(name: string): string {
  const folder = mkdtempSync(join(scratch, 'copy-'));
  cpSync(formatFixture(name), folder, { recursive: true });
  return folder;
}

describe('a dictionary of Gemma Scope', () => {
  test('is told by its arrays, whatever its file is called, and says no hook point', async () => {
    const folder = copyOf('gemma-scope');
    renameSync(join(folder, 'params.npz'), join(folder, 'weights.bin'));
    const dictionary = await holdDictionary(join(folder, 'weights.bin'));

    assert.deepEqual(
      [dictionary.architecture, dictionary.size, dictionary.width, dictionary.hookPoint],
      ['JUMP_RELU', 24, 8, undefined],
    );
    assert.deepEqual(dictionary.forward, { subtractsDecoderBias: false, activation: { kind: 'threshold' } });
    const { format, tensors } = dictionary.provenance;
    assert.equal(format, 'gemma_scope');
    assert.deepEqual(tensors[0], { name: 'W_enc', dtype: 'float32', shape: [8, 24], strides: [1, 8] });
  });

  test('is the same where it is compressed', async () => {
    assert.deepEqual((await hold('gemma-scope-deflated')).weights, (await hold('gemma-scope')).weights);
  });

  const arrays = (shapes: Readonly<Record<string, readonly number[]>>): string => {
    const path = join(mkdtempSync(join(scratch, 'npz-')), 'params.npz');
    const entries = Object.entries(shapes).map(([name, shape]) => {
      const data = new Float32Array(shape.reduce((product, length) => product * length, 1));
      return { name: `${name}.npy`, content: npy({ shape, data }) };
    });
    writeFileSync(path, storedZip(entries));
    return path;
  };

  test('may name its arrays in lower case, and transcode when one says so', async () => {
    const path = arrays({ w_enc: [2, 3], b_enc: [3], w_dec: [3, 4], b_dec: [4], threshold: [3] });

    const { architecture, outputWidth } = await holdDictionary(path, { architecture: 'TRANSCODER' });

    assert.deepEqual([architecture, outputWidth], ['TRANSCODER', 4]);
    await expectError(() => readDictionary(path), 'DICTIONARY_FILE_INVALID', {
      message: /reads a width of 2 and writes/,
    });
  });

  test('is refused with matrices that are stored the other way round, and with arrays of another kind', async () => {
    const transposed = arrays({ W_enc: [3, 2], b_enc: [3], W_dec: [2, 3], b_dec: [2], threshold: [3] });
    await expectError(() => readDictionary(transposed), 'DICTIONARY_FILE_INVALID', { message: /"b_enc" of the shape/ });
    const other = arrays({ W_enc: [2, 3], W_dec: [3, 2] });
    await expectError(() => readDictionary(other), 'UNSUPPORTED_DICTIONARY', {
      message: /no known format: W_enc, W_dec/,
    });
  });
});

describe('a dictionary of sparsify', () => {
  const changed = (settings: Record<string, unknown>, name = 'sparsify-top-k/layers.2') =>
    changedFixture(scratch, name, { file: 'cfg.json', change: (config) => Object.assign(config, settings) });

  test('reads the module that its folder is named after, and transcodes from what that module reads', async () => {
    const places = async (name: string) => {
      const { architecture, hookPoint, outputHookPoint } = await hold(name);
      return [architecture, hookPoint, outputHookPoint];
    };

    assert.deepEqual(await places('sparsify-top-k/layers.2'), ['TOP_K', 'resid_post.2', undefined]);
    assert.deepEqual(await places('sparsify-group-max/embed_tokens'), ['TOP_K', 'embed', undefined]);
    assert.deepEqual(await places('sparsify-transcoder/layers.1.mlp'), ['TRANSCODER', 'mlp_in.1', 'mlp_out.1']);
    assert.deepEqual(await places('sparsify-skip/layers.1.mlp'), ['TOP_K', 'mlp_out.1', undefined]);
  });

  test('without its configuration needs the architecture and k, and is the same with them', async () => {
    const folder = copyOf('sparsify-top-k/layers.2');
    rmSync(join(folder, 'cfg.json'));

    await expectError(() => readDictionary(folder), 'ARGUMENT_INVALID', { at: 'architecture' });
    await expectError(() => readDictionary(folder, { architecture: 'TOP_K' }), 'ARGUMENT_INVALID', { at: 'k' });
    const { forward, weights } = await holdDictionary(folder, { architecture: 'TOP_K', k: 3 });
    const whole = await hold('sparsify-top-k/layers.2');
    assert.deepEqual([forward, weights], [whole.forward, whole.weights]);
  });

  const refused: readonly (readonly [
    Record<string, unknown>,
    'UNSUPPORTED_DICTIONARY' | 'DICTIONARY_FILE_INVALID',
    RegExp,
  ])[] = [
    [{ signed: true }, 'UNSUPPORTED_DICTIONARY', /setting "signed"/],
    [{ embed_skip: true }, 'UNSUPPORTED_DICTIONARY', /setting "embed_skip"/],
    [{ activation: 'relu' }, 'UNSUPPORTED_DICTIONARY', /activation function "relu" of sparsify/],
    [
      { skip_connection: true },
      'DICTIONARY_FILE_INVALID',
      /skip_connection true, and the tensor "W_skip" is not there/,
    ],
    [{ k: 25 }, 'DICTIONARY_FILE_INVALID', /states a k of 25/],
    [{ activation: 'groupmax', k: 7 }, 'DICTIONARY_FILE_INVALID', /24 features, which do not make 7 groups/],
    [{ num_latents: 32 }, 'DICTIONARY_FILE_INVALID', /its configuration says 32 features of width 8/],
    [{ expansion_factor: 4 }, 'DICTIONARY_FILE_INVALID', /its configuration says 32 features of width 8/],
  ];
  for (const [settings, code, message] of refused)
    test(`is refused with ${JSON.stringify(settings)}`, () =>
      expectError(() => readDictionary(changed(settings)), code, { message }));
});

describe('a dictionary of OpenAI', () => {
  test('normalises activations where it selects, and not where it does not', async () => {
    const selecting = await hold('openai-top-k');
    const plain = await hold('openai-relu');

    assert.deepEqual(selecting.forward, {
      subtractsDecoderBias: true,
      activation: { kind: 'topK', k: 3 },
      normalisation: 'layerNorm',
    });
    assert.deepEqual([plain.architecture, plain.forward], ['STANDARD', { subtractsDecoderBias: true }]);
    const encoder = selecting.provenance.tensors.find(({ name }) => name === 'encoder.weight');
    assert.deepEqual(encoder, { name: 'encoder.weight', dtype: 'float32', shape: [24, 8], strides: [1, 24] });
  });

  const six = { elements: 6, shape: [3, 2], strides: [2, 1] };
  const write = (more: Readonly<Record<string, Buffer>>): string => {
    const state = {
      pre_bias: tensor({ elements: 6, shape: [2], strides: [1] }),
      latent_bias: tensor({ elements: 6, shape: [3], strides: [1] }),
      'encoder.weight': tensor(six),
      ...more,
    };
    const path = join(mkdtempSync(join(scratch, 'openai-')), '2.pt');
    const numbers = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);
    writeFileSync(
      path,
      storedZip([
        { name: 'a/data.pkl', content: pickle(dict(state)) },
        { name: 'a/data/0', content: numbers },
      ]),
    );
    return path;
  };
  const decoder = { 'decoder.weight': tensor({ elements: 6, shape: [2, 3], strides: [3, 1] }) };

  test('may have its encoder once more for its decoder, and no word of its ReLU', async () => {
    const { weights, forward } = await holdDictionary(write({ 'decoder.linear.weight': tensor(six) }));

    assert.deepEqual([...weights.wDec_FD], [1, 2, 3, 4, 5, 6]);
    assert.deepEqual([...weights.wEnc_FD], [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(forward, { subtractsDecoderBias: true });
  });

  test('is refused with activations that may be negative, and with a k that is none', async () => {
    const selection = (after: string, k: Buffer) => ({
      ...decoder,
      activation: text('TopK'),
      activation_state_dict: dict({ k, postact_fn: text(after) }),
    });

    await expectError(
      () => readDictionary(write({ ...decoder, activation: text('Identity') })),
      'UNSUPPORTED_DICTIONARY',
      { message: /activation function "Identity"/ },
    );
    await expectError(() => readDictionary(write(selection('Identity', text('2')))), 'UNSUPPORTED_DICTIONARY', {
      message: /TopK with "Identity" after it/,
    });
    await expectError(() => readDictionary(write(selection('ReLU', text('two')))), 'DICTIONARY_FILE_INVALID', {
      message: /states a k of two/,
    });
  });
});

describe('a dictionary of Llama Scope or llamascopium', () => {
  const changed = (name: string, settings: Record<string, unknown>) =>
    changedFixture(scratch, name, {
      file: name === 'llama-scope' ? 'hyperparams.json' : 'config.json',
      change: (config) => Object.assign(config, settings),
    });

  test('is found below its folder of checkpoints, and by the file there', async () => {
    const file = await holdDictionary(join(formatFixture('llama-scope'), 'checkpoints', 'final.safetensors'));
    const folder = await hold('llama-scope');

    assert.deepEqual(file, folder);
    assert.deepEqual(folder.provenance.files, ['checkpoints/final.safetensors', 'hyperparams.json']);
    assert.deepEqual([folder.architecture, folder.hookPoint], ['TOP_K', 'resid_post.2']);
    assert.match(folder.provenance.folds[0], /norm_activation dataset-wise/);
  });

  test('transcodes where it reads and writes at unlike hook points', async () => {
    const { architecture, hookPoint, outputHookPoint } = await hold('llamascopium-transcoder');

    assert.deepEqual([architecture, hookPoint, outputHookPoint], ['TRANSCODER', 'mlp_in.1', 'mlp_out.1']);
  });

  test('says what was folded into its weights', async () => {
    assert.match((await hold('llamascopium-jumprelu')).provenance.folds[0], /Thresholds were divided by the lengths/);
    assert.equal((await hold('llamascopium-token-wise')).forward.normalisation, 'constantNorm');
  });

  test('that selects by the length of its decoder rows reconstructs the same with rows of length 1', async () => {
    const settings = { act_fn: 'topk', norm_activation: 'inference', sparsity_include_decoder_norm: true };
    const { weights, provenance } = await holdDictionary(changed('llamascopium-token-wise', settings));

    assert.match(provenance.folds[0], /Activations are those of the library times that length/);
    for (let feature = 0; feature < 24; feature++)
      assert.ok(Math.abs(Math.hypot(...weights.wDec_FD.subarray(feature * 8, feature * 8 + 8)) - 1) < 1e-6);
  });

  const unserved: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['llama-scope', { act_fn: 'jumprelu', jump_relu_threshold: 0.2 }, /its library and SAELens scale them unlike/],
    ['llama-scope', { norm_activation: 'batch-wise' }, /in the way "batch-wise"/],
    ['llama-scope', { norm_activation: null }, /does not say how its activations are normalised/],
    ['llama-scope', { use_glu_encoder: true }, /gated linear units/],
    ['llama-scope', { act_fn: 'batchtopk' }, /"batchtopk", whose activations depend on the batch/],
    ['llamascopium-jumprelu', { sae_type: 'crosscoder' }, /type "crosscoder"/],
    ['llamascopium-transcoder', { norm_activation: 'token-wise' }, /a transcoder whose output is scaled/],
  ];
  for (const [name, settings, message] of unserved)
    test(`is refused where it may be read in more ways than one: ${name} ${JSON.stringify(settings)}`, () =>
      expectError(() => readDictionary(changed(name, settings)), 'UNSUPPORTED_DICTIONARY', { message }));

  const contradictory: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['llama-scope', { dataset_average_activation_norm: { in: 0, out: 1 } }, /an average length \(in\) of 0/],
    ['llama-scope', { use_decoder_bias: false }, /use_decoder_bias is false/],
    ['llama-scope', { top_k: 99 }, /states a k of 99 for 24 features/],
    ['llamascopium-token-wise', { act_fn: 'jumprelu' }, /has no thresholds/],
    ['llamascopium-jumprelu', { expansion_factor: 2 }, /its configuration says 16 features of width 8/],
  ];
  for (const [name, settings, message] of contradictory)
    test(`is refused where it contradicts its configuration: ${name} ${JSON.stringify(settings)}`, () =>
      expectError(() => readDictionary(changed(name, settings)), 'DICTIONARY_FILE_INVALID', { message }));

  test('is refused without its configuration, because its tensors may mean several things', () => {
    const folder = copyOf('llama-scope');
    rmSync(join(folder, 'hyperparams.json'));

    return expectError(() => readDictionary(folder), 'UNSUPPORTED_DICTIONARY', { message: /may mean several things/ });
  });
});
