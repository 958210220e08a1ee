/** Dictionaries as the library SAELens saves them: `sae_weights.safetensors`, and `cfg.json` beside it. */
import type { ActivationFunction, DictionaryForward } from '../../../../domain/dictionary.js';
import { toHookPointName } from '../../../../domain/hook-point.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat, KnownAboutDictionary } from '../format.js';
import { placeNotes } from '../place-notes.js';
import { describeProvenance } from '../provenance.js';
import { checkSameWidth, checkTranscoderSizes, transcoderSizesOf } from '../transcoder-sizes.js';
import { unsupported } from '../unsupported.js';
import { readSaelensSettings, saelensConfigFile, saelensScalerFile } from './saelens-settings.js';
import type { SaelensSettings } from './saelens-settings.js';
import { readSaelensWeights } from './saelens-weights.js';

/**
 * Reads every architecture of version 6 that has an encoder, a decoder and features of their own, and of the flat
 * configurations before it.
 *
 * @source SAELens 6.18.0, saes/, loading/pretrained_sae_loaders.py
 */
export const saelens: DictionaryFormat = {
  name: 'saelens',
  tensorFileNames: ['sae_weights.safetensors'],
  configFileName: saelensConfigFile,
  otherConfigFileNames: [saelensScalerFile],
  recognises: ({ container, tensors }) =>
    container === 'safetensors' && ['W_enc', 'W_dec', 'b_dec'].every((name) => tensors.has(name)),
  read,
};

async function read(contents: DictionaryContents, known: KnownAboutDictionary): Promise<DescribedDictionary> {
  const { tensorFile } = contents;
  const settings = readSaelensSettings(contents);
  const sizes = transcoderSizesOf(tensorFile, { encoder: ['W_enc', 'DF'], decoder: ['W_dec', 'FD'] });
  checkTranscoderSizes(tensorFile, sizes, settings);
  const isTranscoder = settings.architecture === 'TRANSCODER';
  if (!isTranscoder) checkSameWidth(tensorFile, sizes);
  if (isTranscoder && settings.normalisation)
    throw unsupported(tensorFile.file.path, 'is a transcoder that normalises what it reads and not what it writes');
  const { weights, tensorNames, folds } = await readSaelensWeights(contents, settings, sizes);
  const { hookName, outputHookName } = settings;
  return {
    architecture: architectureOf(settings, known),
    ...sizes,
    hookPoint: hookName === undefined ? undefined : toHookPointName(hookName),
    outputHookPoint: outputHookName === undefined ? undefined : toHookPointName(outputHookName),
    forward: forwardOf(settings),
    weights,
    provenance: describeProvenance(saelens, contents, { tensorNames, folds: [...folds, ...placeNotes(hookName)] }),
  };
}

/** BatchTopK and Matryoshka dictionaries are saved as JumpReLU ones, which compute the same: whoever knows may say so. */
function architectureOf({ architecture }: SaelensSettings, known: KnownAboutDictionary) {
  const isNamed = known.architecture === 'BATCH_TOP_K' || known.architecture === 'MATRYOSHKA';
  return architecture === 'JUMP_RELU' && isNamed ? known.architecture : architecture;
}

function forwardOf(settings: SaelensSettings): DictionaryForward {
  const { subtractsDecoderBias, normalisation } = settings;
  const activation = activationOf(settings);
  return { subtractsDecoderBias, ...(activation && { activation }), ...(normalisation && { normalisation }) };
}

function activationOf({ activation, k, config }: SaelensSettings): ActivationFunction | undefined {
  if (activation === 'relu') return undefined;
  if (activation !== 'topK') return { kind: activation };
  if (k !== undefined) return { kind: 'topK', k };
  throw config.invalid('does not say how many features a token keeps (k)');
}
