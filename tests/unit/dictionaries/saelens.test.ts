/** What is read of the configurations of SAELens, of all its versions, and what is refused. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readDictionary } from '../../../engine/dictionaries/read-dictionary.js';
import { expectError } from '../../support/expect-error.js';
import { changedFixture, formatFixture } from '../../support/format-fixtures.js';
import { holdDictionary } from '../../support/reference-dictionary.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const scratch = temporaryFolder();
const changed = (name: string, settings: Record<string, unknown>) =>
  changedFixture(scratch, `saelens-${name}`, { file: 'cfg.json', change: (config) => Object.assign(config, settings) });
const hold = (name: string) => holdDictionary(formatFixture(`saelens-${name}`));

describe('a dictionary of SAELens', () => {
  const forwards: readonly (readonly [string, string, object])[] = [
    ['gated', 'GATED', { subtractsDecoderBias: true, activation: { kind: 'gated' } }],
    ['jumprelu', 'JUMP_RELU', { subtractsDecoderBias: true, activation: { kind: 'threshold' } }],
    ['top-k', 'TOP_K', { subtractsDecoderBias: true, activation: { kind: 'topK', k: 3 } }],
    ['top-k-5', 'TOP_K', { subtractsDecoderBias: true, activation: { kind: 'topK', k: 20 } }],
    ['constant-norm', 'STANDARD', { subtractsDecoderBias: true, normalisation: 'constantNorm' }],
    [
      'layer-norm',
      'JUMP_RELU',
      { subtractsDecoderBias: true, activation: { kind: 'threshold' }, normalisation: 'layerNorm' },
    ],
    ['checkpoint-batchtopk', 'BATCH_TOP_K', { subtractsDecoderBias: true, activation: { kind: 'threshold' } }],
    [
      'checkpoint-matryoshka-batchtopk',
      'MATRYOSHKA',
      { subtractsDecoderBias: true, activation: { kind: 'threshold' } },
    ],
    ['skip-transcoder', 'TRANSCODER', { subtractsDecoderBias: false }],
  ];
  for (const [name, architecture, forward] of forwards)
    test(`has the architecture and forward pass of its configuration: ${name}`, async () => {
      const dictionary = await hold(name);

      assert.equal(dictionary.architecture, architecture);
      assert.deepEqual(dictionary.forward, forward);
    });

  test('that transcodes reads one hook point and writes another, of another width', async () => {
    const { hookPoint, outputHookPoint, width, outputWidth, provenance } = await hold('transcoder');

    assert.deepEqual([hookPoint, outputHookPoint, width, outputWidth], ['mlp_in.1', 'mlp_out.1', 8, 6]);
    assert.match(provenance.folds[0], /Trained on "blocks\.1\.ln2\.hook_normalized"/);
  });

  test('says what was folded into its weights', async () => {
    const folds: readonly (readonly [string, RegExp])[] = [
      ['top-k-rescaled', /rescale_acts_by_decoder_norm/],
      ['checkpoint-batchtopk', /rescale_acts_by_decoder_norm/],
      ['finetuned', /multiplied by the tensor "scaling_factor"/],
      ['expected-average', /scaling_factor 0\.375 of activation_scaler\.json/],
    ];
    for (const [name, fold] of folds) {
      const { provenance } = await hold(name);
      assert.equal(provenance.folds.length, 1, name);
      assert.match(provenance.folds[0], fold);
    }
    assert.deepEqual((await hold('jumprelu')).provenance.folds, []);
  });

  test('keeps its tensors as they were stored, its files and its configuration in its provenance', async () => {
    const { provenance } = await hold('expected-average');
    const stored = (await hold('jumprelu')).provenance.tensors;

    assert.equal(provenance.format, 'saelens');
    assert.deepEqual(provenance.files, ['sae_weights.safetensors', 'cfg.json', 'activation_scaler.json']);
    assert.deepEqual(stored[0], { name: 'W_enc', dtype: 'bfloat16', shape: [8, 24] });
    assert.equal((provenance.config as { d_sae: number }).d_sae, 24);
  });

  test('trained on scaled activations is as it is stored, and says so, where no file says the scale', async () => {
    const folder = changed('expected-average', {});
    rmSync(join(folder, 'activation_scaler.json'));
    const { provenance, weights } = await holdDictionary(folder);
    const plain = await holdDictionary(changed('expected-average', { normalize_activations: 'none' }));

    assert.match(provenance.folds[0], /nothing was scaled/);
    assert.deepEqual(weights, plain.weights);
    assert.deepEqual(plain.provenance.folds, []);
  });

  test('means what its version means by true, false and null', async () => {
    const forward = async (settings: Record<string, unknown>) =>
      (await holdDictionary(changed('expected-average', settings))).provenance.folds.length;

    assert.equal(await forward({ normalize_activations: true }), 1);
    assert.equal(await forward({ normalize_activations: false }), 0);
    assert.equal(await forward({ normalize_activations: null }), 0);
  });

  test('says when the library would compute in fewer bits than are stored', async () => {
    const { provenance } = await holdDictionary(changed('constant-norm', { dtype: 'torch.bfloat16' }));

    assert.match(provenance.folds[0], /says bfloat16; the weights are used as they are stored, in float32/);
  });

  test('saved as jumprelu may be called by what it was trained as, and is the same', async () => {
    const path = formatFixture('saelens-jumprelu');

    assert.equal((await holdDictionary(path, { architecture: 'BATCH_TOP_K' })).architecture, 'BATCH_TOP_K');
    assert.equal((await holdDictionary(path, { architecture: 'MATRYOSHKA' })).architecture, 'MATRYOSHKA');
    await expectError(() => readDictionary(path, { architecture: 'TOP_K' }), 'ARGUMENT_INVALID', {
      at: 'architecture',
    });
  });
});

describe('a dictionary of SAELens is refused', () => {
  const unserved: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['jumprelu', { architecture: 'temporal' }, /architecture "temporal" of SAELens/],
    ['constant-norm', { activation_fn: 'tanh-relu' }, /activation function "tanh-relu"/],
    ['constant-norm', { normalize_activations: 'other' }, /normalises activations \(normalize_activations is "other"/],
    ['constant-norm', { reshape_activations: 'other' }, /reshapes activations/],
    ['constant-norm', { hook_head_index: 3 }, /single attention head/],
    ['transcoder', { normalize_activations: 'layer_norm' }, /normalises what it reads and not what it writes/],
  ];
  for (const [name, settings, message] of unserved)
    test(`for what is not served: ${JSON.stringify(settings)}`, () =>
      expectError(() => readDictionary(changed(name, settings)), 'UNSUPPORTED_DICTIONARY', { message }));

  const contradictory: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['constant-norm', { architecture: 'jumprelu' }, /lacks the tensor "threshold"/],
    [
      'jumprelu',
      { architecture: 'standard' },
      /holds a tensor "threshold", which the architecture "standard" does not/,
    ],
    ['gated', { architecture: 'standard' }, /holds a tensor "b_gate"/],
    ['skip-transcoder', { architecture: 'transcoder' }, /holds a tensor "W_skip"/],
    ['transcoder', { architecture: 'standard' }, /reads a width of 8 and writes one of 6/],
    ['transcoder', { d_out: 8 }, /writes a width of 6; its configuration says 8/],
    ['top-k', { k: null }, /does not say its k/],
    ['top-k', { k: 25 }, /states a k of 25 for 24 features/],
    ['top-k', { k: 2.5 }, /states a k of 2.5/],
    ['top-k', { d_sae: '24' }, /says "24" for d_sae, which is a whole number above 0/],
    ['top-k', { apply_b_dec_to_input: 'yes' }, /says "yes" for apply_b_dec_to_input, which is true or false/],
    ['jumprelu', { rescale_acts_by_decoder_norm: true }, /an architecture that does not know it/],
  ];
  for (const [name, settings, message] of contradictory)
    test(`when its configuration contradicts its tensors or itself: ${name} ${JSON.stringify(settings)}`, () => {
      const code = message.source.includes('does not say its k') ? 'ARGUMENT_INVALID' : 'DICTIONARY_FILE_INVALID';
      return expectError(() => readDictionary(changed(name, settings)), code, { message });
    });

  test('when the scale beside it is none', async () => {
    const file = 'activation_scaler.json';
    for (const factor of [0, -1, 'many']) {
      const change = (config: Record<string, unknown>) => (config.scaling_factor = factor);
      const folder = changedFixture(scratch, 'saelens-expected-average', { file, change });
      await expectError(() => readDictionary(folder), 'DICTIONARY_FILE_INVALID', { at: join(folder, file) });
    }
  });
});
