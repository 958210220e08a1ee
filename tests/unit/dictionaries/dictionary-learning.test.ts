/** The classes of dictionary_learning: told apart, and refused where a file leaves open what it is. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readDictionary } from '../../../engine/dictionaries/read-dictionary.js';
import { expectError } from '../../support/expect-error.js';
import { dict, pickle, tensor } from '../../support/pickle-writer.js';
import { dictionaryFixture, holdDictionary } from '../../support/reference-dictionary.js';
import { storedZip } from '../../support/stored-zip.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const scratch = temporaryFolder();
let folders = 0;

/** A copy of a fixture with settings of its trainer changed, or without its configuration. */
function withTrainer(name: string, settings?: Readonly<Record<string, unknown>>): string {
  const folder = join(scratch, String(folders++));
  mkdirSync(folder);
  copyFileSync(join(dictionaryFixture(name), 'ae.pt'), join(folder, 'ae.pt'));
  if (!settings) return folder;
  const config = JSON.parse(readFileSync(join(dictionaryFixture(name), 'config.json'), 'utf8')) as { trainer: object };
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ trainer: { ...config.trainer, ...settings } }));
  return folder;
}

/** A file of zeros: each tensor by its shape. */
function writeZeros(shapes: Readonly<Record<string, readonly number[]>>, config: unknown): string {
  const folder = join(scratch, String(folders++));
  mkdirSync(folder);
  const elements = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
  const tensors = Object.entries(shapes).map(([name, shape], key) => {
    const strides = shape.map((_, axis) => elements(shape.slice(axis + 1)));
    return [name, tensor({ key: String(key), elements: elements(shape), shape, strides })] as const;
  });
  const storages = Object.values(shapes).map((shape, key) => ({
    name: `ae/data/${key}`,
    content: new Uint8Array(4 * elements(shape)),
  }));
  const entries = [{ name: 'ae/data.pkl', content: pickle(dict(Object.fromEntries(tensors))) }, ...storages];
  writeFileSync(join(folder, 'ae.pt'), storedZip(entries));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  return folder;
}

const topKShapes = { 'encoder.weight': [6, 4], 'decoder.weight': [4, 6], 'encoder.bias': [6], b_dec: [4] };

describe('a class of dictionary_learning is read with what follows its pre-activations', () => {
  const cases = [
    ['gated', 'GATED', { subtractsDecoderBias: true, activation: { kind: 'gated' } }],
    ['jump-relu', 'JUMP_RELU', { subtractsDecoderBias: false, activation: { kind: 'threshold' } }],
    ['top-k', 'TOP_K', { subtractsDecoderBias: true, activation: { kind: 'topK', k: 5 } }],
    ['batch-top-k', 'BATCH_TOP_K', { subtractsDecoderBias: true, activation: { kind: 'threshold' } }],
    ['batch-top-k-backup', 'BATCH_TOP_K', { subtractsDecoderBias: true, activation: { kind: 'threshold' } }],
    ['matryoshka', 'MATRYOSHKA', { subtractsDecoderBias: true, activation: { kind: 'threshold' } }],
  ] as const;
  for (const [name, architecture, forward] of cases)
    test(name, async () => {
      const dictionary = await holdDictionary(dictionaryFixture(name));

      assert.equal(dictionary.architecture, architecture);
      assert.deepEqual(dictionary.forward, forward);
      assert.equal(dictionary.hookPoint, 'resid_post.1');
    });

  test('whose tensors all appear in its provenance, the numbers among them', async () => {
    const { provenance } = await holdDictionary(dictionaryFixture('matryoshka'));

    const names = provenance.tensors.map(({ name }) => name);
    assert.deepEqual(names.sort(), ['W_dec', 'W_enc', 'b_dec', 'b_enc', 'group_sizes', 'k', 'threshold']);
    assert.deepEqual(provenance.tensors.find(({ name }) => name === 'W_enc')?.strides, [1, 8]);
  });

  test('from a backup, whose own settings say the class, with biases and thresholds rescaled', async () => {
    const { weights, provenance } = await holdDictionary(dictionaryFixture('batch-top-k-backup'));

    assert.deepEqual(weights.threshold_F, new Float32Array(24).fill(0.75));
    assert.match(provenance.folds[0], /biases and thresholds were multiplied by its norm_factor 2/);
  });

  test('as wide as it is large, by the names of its tensors, where the architecture is given', async () => {
    const shapes = { 'encoder.weight': [4, 4], 'decoder.weight': [4, 4], 'encoder.bias': [4], 'decoder.bias': [4] };
    const square = writeZeros(shapes, {});

    const dictionary = await holdDictionary(square, { architecture: 'STANDARD' });

    await expectError(() => readDictionary(square), 'ARGUMENT_INVALID', {
      at: 'architecture',
      message: /as many features as its activations are wide, 4/,
    });
    assert.deepEqual([dictionary.size, dictionary.width, dictionary.architecture], [4, 4, 'STANDARD']);
  });
});

describe('what tensors alone do not say', () => {
  test('is asked for: whether it is TopK or BatchTopK', async () => {
    const bare = withTrainer('top-k');

    await expectError(() => readDictionary(bare), 'ARGUMENT_INVALID', {
      at: 'architecture',
      message: /those of AutoEncoderTopK and of BatchTopKSAE, and no configuration says which/,
    });
    const { architecture, forward } = await holdDictionary(bare, { architecture: 'TOP_K' });
    assert.deepEqual([architecture, forward.activation], ['TOP_K', { kind: 'topK', k: 5 }]);
    const other = await holdDictionary(withTrainer('batch-top-k'), { architecture: 'BATCH_TOP_K' });
    assert.deepEqual(other.forward.activation, { kind: 'threshold' });
  });

  test('is asked for: k', async () => {
    const withoutK = writeZeros(topKShapes, { trainer: { dict_class: 'AutoEncoderTopK' } });

    await expectError(() => readDictionary(withoutK), 'ARGUMENT_INVALID', { at: 'k', message: /does not say its k/ });
    await expectError(() => readDictionary(withoutK, { k: 7 }), 'ARGUMENT_INVALID', {
      at: 'k',
      message: /cannot keep 7/,
    });
    const { forward } = await holdDictionary(withoutK, { k: 6 });
    assert.deepEqual(forward.activation, { kind: 'topK', k: 6 });
  });

  test('may not contradict what the user says', async () => {
    const path = dictionaryFixture('top-k');

    await expectError(() => readDictionary(path, { k: 6 }), 'ARGUMENT_INVALID', { at: 'k', message: /keeps 5/ });
    await expectError(() => readDictionary(path, { architecture: 'BATCH_TOP_K' }), 'ARGUMENT_INVALID', {
      at: 'architecture',
    });
    assert.equal((await holdDictionary(path, { k: 5, architecture: 'TOP_K' })).size, 24);
  });
});

describe('a dictionary of dictionary_learning is refused', () => {
  test('when its threshold was never set, and it says what to do', async () => {
    const unset = withTrainer('top-k', { dict_class: 'BatchTopKSAE' });
    const none = writeZeros(topKShapes, { trainer: { dict_class: 'BatchTopKSAE' } });

    await expectError(() => readDictionary(unset), 'DICTIONARY_FILE_INVALID', {
      message: /before the training had set its threshold \(-1\)/,
    });
    await expectError(() => readDictionary(none), 'DICTIONARY_FILE_INVALID', { message: /\(there is none\)/ });
  });

  test('when file and configuration state different k, or one that no dictionary has', async () => {
    await expectError(() => readDictionary(withTrainer('top-k', { k: 6 })), 'DICTIONARY_FILE_INVALID', {
      message: /different k: 5, 6/,
    });
    const zero = writeZeros({ ...topKShapes, k: [] }, { trainer: { dict_class: 'AutoEncoderTopK' } });
    await expectError(() => readDictionary(zero), 'DICTIONARY_FILE_INVALID', { message: /a k of 0 for 6 features/ });
  });

  test('when its groups do not cover its features', () => {
    const shapes = { W_enc: [4, 6], b_enc: [6], W_dec: [6, 4], b_dec: [4], k: [], threshold: [], group_sizes: [3] };

    return expectError(() => readDictionary(writeZeros(shapes, {})), 'DICTIONARY_FILE_INVALID', {
      message: /group_sizes of 0 features together, not 6/,
    });
  });

  test('when a tensor has not the shape that its class gives it', async () => {
    const jumpRelu = { W_enc: [4, 6], b_enc: [6], W_dec: [6, 4], b_dec: [4], threshold: [1] };
    const matryoshka = { ...jumpRelu, threshold: [6], k: [], group_sizes: [3] };

    await expectError(() => readDictionary(writeZeros(jumpRelu, {})), 'DICTIONARY_FILE_INVALID', {
      message: /"threshold" of the shape \[1\] where \[6\] is needed/,
    });
    await expectError(
      () => readDictionary(writeZeros({ ...matryoshka, group_sizes: [6] }, {})),
      'DICTIONARY_FILE_INVALID',
      { message: /group_sizes of 0/ },
    );
  });
});
