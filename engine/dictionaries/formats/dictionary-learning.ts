/** Dictionaries as the library dictionary_learning saves them: a state dict `ae.pt`, and `config.json` beside it. */
import { toHookPointName } from '../../../domain/hook-point.js';
import type { WeightReaders } from '../../engine.js';
import type { JsonObject } from '../../json-object.js';
import type { TensorFile } from '../tensors/tensor-file.js';
import { readActivation } from './dictionary-learning/activation.js';
import { chooseClass } from './dictionary-learning/choose-class.js';
import { classesOf, tensorNames } from './dictionary-learning/classes.js';
import type { DictionaryClass } from './dictionary-learning/classes.js';
import { rescaleBackup } from './dictionary-learning/rescale-backup.js';
import { bufferSettings, prefixOf, stateNames, trainerSettings } from './dictionary-learning/state.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat, KnownAboutDictionary } from './format.js';
import { normaliseDecoder } from './normalise-decoder.js';
import { describeProvenance } from './provenance.js';
import { checkSizes, matrixReader_FD, sizesOf, vectorReader } from './read-weights.js';
import type { DictionarySizes, FoldedWeights } from './read-weights.js';

/** @source dictionary_learning 60ec6bf, dictionary.py, trainers/, training.py */
export const dictionaryLearning: DictionaryFormat = {
  name: 'dictionary_learning',
  tensorFileNames: ['ae.pt'],
  configFileName: 'config.json',
  recognises: (tensorFile) => tensorFile.container === 'torch' && classesOf(stateNames(tensorFile)).length > 0,
  read,
};

async function read(contents: DictionaryContents, known: KnownAboutDictionary): Promise<DescribedDictionary> {
  const { tensorFile } = contents;
  const trainer = trainerSettings(contents);
  const found = chooseClass(contents, known);
  const prefix = prefixOf(tensorFile);
  const sizes = sizesOf(tensorFile, prefix + found.wEnc.name, found.wEnc.axes);
  checkSizes(tensorFile, sizes, { size: toNumber(trainer.dict_size), width: toNumber(trainer.activation_dim) });
  const { activation, weights: more } = await readActivation(found, { contents, known, size: sizes.size });
  const stored = { ...readersOf(tensorFile, found, sizes), ...more };
  const { weights, folds } = await fold(tensorFile, found, stored);
  const names = [...tensorNames(found), ...found.optional].map((name) => prefix + name);
  return {
    architecture: found.architecture,
    ...sizes,
    outputWidth: sizes.width,
    hookPoint: hookPointOf(trainer, bufferSettings(contents)),
    outputHookPoint: undefined,
    forward: { subtractsDecoderBias: found.subtractsDecoderBias, ...(activation && { activation }) },
    weights,
    provenance: describeProvenance(dictionaryLearning, contents, {
      tensorNames: names.filter((name) => tensorFile.tensors.has(name)),
      folds,
    }),
  };
}

function readersOf(
  tensorFile: TensorFile,
  { wEnc, wDec, bEnc, bDec }: DictionaryClass,
  sizes: DictionarySizes,
): WeightReaders {
  const prefix = prefixOf(tensorFile);
  return {
    wEnc_FD: matrixReader_FD(tensorFile, prefix + wEnc.name, { ...sizes, axes: wEnc.axes }),
    bEnc_F: vectorReader(tensorFile, prefix + bEnc, sizes.size),
    wDec_FD: matrixReader_FD(tensorFile, prefix + wDec.name, { ...sizes, axes: wDec.axes }),
    bDec_D: vectorReader(tensorFile, prefix + bDec, sizes.width),
  };
}

/** Of all classes only AutoEncoder is normalised by its `from_pretrained`. */
async function fold(tensorFile: TensorFile, { name }: DictionaryClass, stored: WeightReaders) {
  const unfolded = { weights: stored, fold: undefined };
  const rescaled: FoldedWeights = prefixOf(tensorFile) === '' ? unfolded : await rescaleBackup(tensorFile, stored);
  const normalised: FoldedWeights =
    name === 'AutoEncoder' ? await normaliseDecoder(rescaled.weights) : { ...rescaled, fold: undefined };
  return {
    weights: normalised.weights,
    folds: [rescaled.fold, normalised.fold].filter((each) => each !== undefined),
  };
}

/** `resid_post_layer_3`, or `mlp` with the layer beside it; some trainings name it beside their buffer instead. */
function hookPointOf({ submodule_name: submodule, layer }: JsonObject, buffer: JsonObject): string | undefined {
  if (typeof submodule !== 'string') return typeof buffer.hook === 'string' ? toHookPointName(buffer.hook) : undefined;
  return toHookPointName(submodule) ?? toHookPointName(`${submodule}_layer_${String(layer)}`);
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
