/** Dictionaries as the library dictionary_learning saves them: a state dict `ae.pt`, and `config.json` beside it. */
import { toHookPointName } from '../../../domain/hook-point.js';
import type { DictionaryArchitecture } from '../../../domain/dictionary.js';
import type { WeightReaders } from '../../engine.js';
import { isJsonObject } from '../../json-object.js';
import type { JsonObject } from '../../json-object.js';
import { readFloat64 } from '../tensors/read-tensor.js';
import type { TensorFile } from '../tensors/tensor-file.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat } from './format.js';
import { normaliseDecoder } from './normalise-decoder.js';
import { describeProvenance } from './provenance.js';
import { changedReader, checkSizes, matrixReader_FD, sizesOf, vectorReader } from './read-weights.js';
import type { DictionarySizes } from './read-weights.js';
import { unsupported } from './unsupported.js';

/**
 * Reads AutoEncoder and AutoEncoderNew; the other classes are recognised and refused by name.
 *
 * @source dictionary_learning 60ec6bf, dictionary.py, trainers/, training.py
 */
export const dictionaryLearning: DictionaryFormat = {
  name: 'dictionary_learning',
  tensorFileNames: ['ae.pt'],
  configFileName: 'config.json',
  recognises: (tensorFile) => tensorFile.container === 'torch' && findClass(tensorFile) !== undefined,
  read,
};

/** A class of the library, and the names of the tensors in its state dict. */
interface DictionaryClass {
  readonly dictClasses: readonly string[];
  readonly architecture: DictionaryArchitecture;
  readonly tensors: readonly string[];
  /** Written by some versions of the library only. */
  readonly optional?: readonly string[];
}

const matrices = ['encoder.weight', 'decoder.weight'];
const canonical = ['W_enc', 'b_enc', 'W_dec', 'b_dec'];
const classes: readonly DictionaryClass[] = [
  { dictClasses: ['AutoEncoder'], architecture: 'STANDARD', tensors: [...matrices, 'encoder.bias', 'bias'] },
  { dictClasses: ['AutoEncoderNew'], architecture: 'STANDARD', tensors: [...matrices, 'encoder.bias', 'decoder.bias'] },
  {
    dictClasses: ['GatedAutoEncoder'],
    architecture: 'GATED',
    tensors: [...matrices, 'decoder_bias', 'r_mag', 'gate_bias', 'mag_bias'],
  },
  { dictClasses: ['JumpReluAutoEncoder'], architecture: 'JUMP_RELU', tensors: [...canonical, 'threshold'] },
  {
    dictClasses: ['MatryoshkaBatchTopKSAE'],
    architecture: 'MATRYOSHKA',
    tensors: [...canonical, 'k', 'group_sizes'],
    optional: ['threshold'],
  },
  {
    dictClasses: ['AutoEncoderTopK', 'BatchTopKSAE'],
    architecture: 'TOP_K',
    tensors: [...matrices, 'encoder.bias', 'b_dec'],
    optional: ['k', 'threshold'],
  },
];

/** In an interrupted training the state dict lies below `ae`, beside the optimizer's. */
const backupPrefix = 'ae.';

function prefixOf(tensorFile: TensorFile): string {
  return tensorFile.tensors.has(`${backupPrefix}encoder.weight`) || tensorFile.tensors.has(`${backupPrefix}W_enc`)
    ? backupPrefix
    : '';
}

function findClass(tensorFile: TensorFile): DictionaryClass | undefined {
  const prefix = prefixOf(tensorFile);
  const names = [...tensorFile.tensors.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  return classes.find(
    ({ tensors, optional = [] }) =>
      tensors.every((name) => names.includes(name)) &&
      names.every((name) => tensors.includes(name) || optional.includes(name)),
  );
}

async function read(contents: DictionaryContents): Promise<DescribedDictionary> {
  const { tensorFile } = contents;
  const trainer = sectionOf(contents, 'trainer');
  const found = getClass(contents, trainer);
  if (found.architecture !== 'STANDARD')
    throw unsupported(tensorFile.file.path, `is of dictionary_learning's class ${classNames(found, trainer)}`);
  const prefix = prefixOf(tensorFile);
  const sizes = sizesOf(tensorFile, `${prefix}encoder.weight`, 'FD');
  checkSizes(tensorFile, sizes, { size: toNumber(trainer.dict_size), width: toNumber(trainer.activation_dim) });
  const { weights, folds } = await readStandardWeights(tensorFile, found, sizes);
  const tensorNames = found.tensors.map((name) => prefix + name);
  return {
    architecture: 'STANDARD',
    ...sizes,
    outputWidth: sizes.width,
    hookPoint: hookPointOf(trainer, sectionOf(contents, 'buffer')),
    outputHookPoint: undefined,
    forward: { subtractsDecoderBias: subtractsDecoderBias(found) },
    weights,
    provenance: describeProvenance(dictionaryLearning, contents, { tensorNames, folds }),
  };
}

/** AutoEncoder takes its `bias` from the activation; AutoEncoderNew has a `decoder.bias` and does not. */
function subtractsDecoderBias({ tensors }: DictionaryClass): boolean {
  return tensors.includes('bias');
}

async function readStandardWeights(tensorFile: TensorFile, found: DictionaryClass, sizes: DictionarySizes) {
  const prefix = prefixOf(tensorFile);
  const bias = subtractsDecoderBias(found) ? 'bias' : 'decoder.bias';
  const stored: WeightReaders = {
    wEnc_FD: matrixReader_FD(tensorFile, `${prefix}encoder.weight`, { ...sizes, axes: 'FD' }),
    bEnc_F: vectorReader(tensorFile, `${prefix}encoder.bias`, sizes.size),
    wDec_FD: matrixReader_FD(tensorFile, `${prefix}decoder.weight`, { ...sizes, axes: 'DF' }),
    bDec_D: vectorReader(tensorFile, prefix + bias, sizes.width),
  };
  const rescaled = prefix === '' ? { weights: stored, fold: undefined } : await rescaleBackup(tensorFile, stored);
  // AutoEncoderNew keeps its decoder as it is: only AutoEncoder.from_pretrained normalises.
  const normalised = subtractsDecoderBias(found)
    ? await normaliseDecoder(rescaled.weights, sizes.size)
    : { weights: rescaled.weights, fold: undefined };
  return {
    weights: normalised.weights,
    folds: [rescaled.fold, normalised.fold].filter((fold) => fold !== undefined),
  };
}

/** The dictionaries published in 2023 have no `trainer` in their configuration: nothing in it is required. */
function sectionOf(contents: DictionaryContents, name: 'trainer' | 'buffer'): JsonObject {
  const section = contents.configs.get(dictionaryLearning.configFileName)?.[name];
  return isJsonObject(section) ? section : {};
}

function getClass({ tensorFile }: DictionaryContents, trainer: JsonObject): DictionaryClass {
  const found = findClass(tensorFile);
  if (!found) throw new Error('read without being recognised');
  const stated = trainer.dict_class;
  const contradicts =
    classes.some(({ dictClasses }) => dictClasses.some((name) => name === stated)) &&
    !found.dictClasses.some((name) => name === stated);
  if (!contradicts) return found;
  throw tensorFile.file.invalid(
    `holds the tensors of ${found.dictClasses.join(' or ')}; its configuration says dict_class ${stated}`,
  );
}

/** Several classes have the same tensors; the configuration says which it is. */
function classNames({ dictClasses }: DictionaryClass, { dict_class: stated }: JsonObject): string {
  return dictClasses.find((name) => name === stated) ?? dictClasses.join(' or ');
}

/**
 * Biases of a backup are those of training, on activations divided by `norm_factor`; the library multiplies them when it
 * saves the finished dictionary, and so does this.
 */
async function rescaleBackup(tensorFile: TensorFile, weights: WeightReaders) {
  const factor = await normFactorOf(tensorFile);
  if (factor === undefined)
    return { weights, fold: 'Read from the backup of an interrupted training, which states no norm_factor.' };
  const multiplyInPlace = (values: Float32Array): void => {
    for (let index = 0; index < values.length; index++) values[index] *= factor;
  };
  const rescaled = {
    ...weights,
    bEnc_F: changedReader(weights.bEnc_F, multiplyInPlace),
    bDec_D: changedReader(weights.bDec_D, multiplyInPlace),
  };
  const fold = `Read from the backup of an interrupted training; biases were multiplied by its norm_factor ${factor}.`;
  return { weights: rescaled, fold };
}

async function normFactorOf(tensorFile: TensorFile): Promise<number | undefined> {
  const layout = tensorFile.tensors.get('norm_factor');
  const factor = layout ? (await readFloat64(tensorFile.file, layout))[0] : tensorFile.values.get('norm_factor');
  if (factor === undefined || factor === null) return undefined;
  if (typeof factor === 'number' && factor > 0 && Number.isFinite(factor)) return factor;
  throw tensorFile.file.invalid(`states a norm_factor of ${factor}`);
}

/** `resid_post_layer_3`, or `mlp` with the layer beside it; some trainings name it beside their buffer instead. */
function hookPointOf({ submodule_name: submodule, layer }: JsonObject, buffer: JsonObject): string | undefined {
  if (typeof submodule !== 'string') return typeof buffer.hook === 'string' ? toHookPointName(buffer.hook) : undefined;
  return toHookPointName(submodule) ?? toHookPointName(`${submodule}_layer_${String(layer)}`);
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
