/** Dictionaries as Gemma Scope publishes them: `params.npz`, with nothing beside it. */
import type { TensorFile } from '../tensors/tensor-file.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat, KnownAboutDictionary } from './format.js';
import { describeProvenance } from './provenance.js';
import { matrixReader_FD, vectorReader } from './read-weights.js';
import { checkSameWidth, transcoderSizesOf } from './transcoder-sizes.js';

const parts = ['W_enc', 'b_enc', 'W_dec', 'b_dec', 'threshold'] as const;

/**
 * JumpReLU, the decoder's bias not taken from the activation; a transcoder looks the same, and is one when the user says so.
 * Where it reads is not in the file.
 *
 * @source Gemma Scope's tutorial; SAELens 6.18.0, loading/pretrained_sae_loaders.py, `gemma_2`; SAEBench, jumprelu_sae.py
 */
export const gemmaScope: DictionaryFormat = {
  name: 'gemma_scope',
  tensorFileNames: ['params.npz'],
  configFileName: 'config.json',
  recognises: (tensorFile) => tensorFile.container === 'npz' && namesOf(tensorFile) !== undefined,
  read: (contents, known) => Promise.resolve(describe(contents, known)),
};

/** Some files of the release write the names in lower case. */
function namesOf({ tensors }: TensorFile): Record<(typeof parts)[number], string> | undefined {
  const stored = new Map([...tensors.keys()].map((name) => [name.toLowerCase(), name]));
  if (stored.size !== parts.length || stored.size !== tensors.size) return undefined;
  const entries = parts.map((part) => [part, stored.get(part.toLowerCase())] as const);
  if (entries.some(([, name]) => name === undefined)) return undefined;
  return Object.fromEntries(entries) as Record<(typeof parts)[number], string>;
}

function describe(contents: DictionaryContents, known: KnownAboutDictionary): DescribedDictionary {
  const { tensorFile } = contents;
  const names = namesOf(tensorFile);
  if (!names) throw new Error('read without being recognised');
  const sizes = transcoderSizesOf(tensorFile, {
    encoder: { name: names.W_enc, axes: 'DF' },
    decoder: { name: names.W_dec, axes: 'FD' },
  });
  const isTranscoder = known.architecture === 'TRANSCODER';
  if (!isTranscoder) checkSameWidth(tensorFile, sizes);
  const { size, outputWidth } = sizes;
  return {
    architecture: isTranscoder ? 'TRANSCODER' : 'JUMP_RELU',
    ...sizes,
    hookPoint: undefined,
    outputHookPoint: undefined,
    forward: { subtractsDecoderBias: false, activation: { kind: 'threshold' } },
    weights: {
      wEnc_FD: matrixReader_FD(tensorFile, names.W_enc, { ...sizes, axes: 'DF' }),
      bEnc_F: vectorReader(tensorFile, names.b_enc, size),
      wDec_FD: matrixReader_FD(tensorFile, names.W_dec, { size, width: outputWidth, axes: 'FD' }),
      bDec_D: vectorReader(tensorFile, names.b_dec, outputWidth),
      threshold_F: vectorReader(tensorFile, names.threshold, size),
    },
    provenance: describeProvenance(gemmaScope, contents, { tensorNames: Object.values(names), folds: [] }),
  };
}
