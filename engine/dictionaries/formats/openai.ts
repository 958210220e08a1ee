/** Dictionaries of OpenAI's sparse_autoencoder: a state dict in a `.pt` file, with nothing beside it. */
import type { ActivationFunction } from '../../../domain/dictionary.js';
import type { TensorFile } from '../tensors/tensor-file.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat, KnownAboutDictionary } from './format.js';
import { describeProvenance } from './provenance.js';
import { matrixReader_FD, sizesOf, vectorReader } from './read-weights.js';
import { resolveK } from './resolve-k.js';
import { unsupported } from './unsupported.js';

const tensorNames = ['pre_bias', 'encoder.weight', 'latent_bias'];
const decoderName = 'decoder.weight';
/** Of a decoder that is the encoder transposed: the encoder's matrix once more. */
const tiedName = 'decoder.linear.weight';
/** Counted while training. */
const statistics = ['stats_last_nonzero', 'latents_activation_frequency', 'latents_mean_square'];

/**
 * ReLU, and TopK with activations normalised; that TopK means normalising is the library's own rule. Where it reads is not in the
 * file.
 *
 * @source openai/sparse_autoencoder 4965b94, sparse_autoencoder/model.py
 */
export const openai: DictionaryFormat = {
  name: 'openai_sparse_autoencoder',
  tensorFileNames: [],
  configFileName: 'config.json',
  recognises: ({ container, tensors }) =>
    container === 'torch' &&
    tensorNames.every((name) => tensors.has(name)) &&
    tensors.has(decoderName) !== tensors.has(tiedName) &&
    [...tensors.keys()].every((name) => [...tensorNames, decoderName, tiedName, ...statistics].includes(name)),
  read: (contents, known) => Promise.resolve(describe(contents, known)),
};

function describe(contents: DictionaryContents, known: KnownAboutDictionary): DescribedDictionary {
  const { tensorFile } = contents;
  const sizes = sizesOf(tensorFile, 'encoder.weight', 'FD');
  const activation = activationOf(tensorFile, sizes.size, known);
  const isTied = tensorFile.tensors.has(tiedName);
  const decoder = isTied ? tiedName : decoderName;
  return {
    architecture: activation ? 'TOP_K' : 'STANDARD',
    ...sizes,
    outputWidth: sizes.width,
    hookPoint: undefined,
    outputHookPoint: undefined,
    forward: { subtractsDecoderBias: true, ...(activation && { activation, normalisation: 'layerNorm' as const }) },
    weights: {
      wEnc_FD: matrixReader_FD(tensorFile, 'encoder.weight', { ...sizes, axes: 'FD' }),
      bEnc_F: vectorReader(tensorFile, 'latent_bias', sizes.size),
      wDec_FD: matrixReader_FD(tensorFile, decoder, { ...sizes, axes: isTied ? 'FD' : 'DF' }),
      bDec_D: vectorReader(tensorFile, 'pre_bias', sizes.width),
    },
    provenance: describeProvenance(openai, contents, { tensorNames: [...tensorNames, decoder], folds: [] }),
  };
}

/** Undefined for a ReLU. A file that names none has one, as the library reads it. */
function activationOf(
  tensorFile: TensorFile,
  size: number,
  known: KnownAboutDictionary,
): ActivationFunction | undefined {
  const { file, values } = tensorFile;
  const name = values.get('activation') ?? 'ReLU';
  if (name === 'ReLU') return undefined;
  if (name !== 'TopK') throw unsupported(file.path, `has the activation function ${JSON.stringify(name)}`);
  const after = values.get('activation_state_dict.postact_fn') ?? 'ReLU';
  // Without a ReLU activations could be negative.
  if (after !== 'ReLU')
    throw unsupported(file.path, `has the activation function TopK with ${JSON.stringify(after)} after it`);
  const stated = [values.get('activation_state_dict.k')];
  return { kind: 'topK', k: resolveK({ tensorFile, size, stated, known: known.k }) };
}
