/** Dictionaries as the library SAELens saves them: `sae_weights.safetensors`, and `cfg.json` beside it. */
import type { ActivationFunction, DictionaryForward } from '../../../../domain/dictionary.js';
import { toHookPointName } from '../../../../domain/hook-point.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat, KnownAboutDictionary } from '../format.js';
import { placeNotes } from '../place-notes.js';
import { describeProvenance } from '../provenance.js';
import { resolveK } from '../resolve-k.js';
import type { KSources } from '../resolve-k.js';
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
  const sizes = transcoderSizesOf(tensorFile, {
    encoder: { name: 'W_enc', axes: 'DF' },
    decoder: { name: 'W_dec', axes: 'FD' },
  });
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
    forward: forwardOf(settings, { tensorFile, size: sizes.size, known: known.k }),
    weights,
    provenance: describeProvenance(saelens, contents, { tensorNames, folds: [...folds, ...placeNotes(hookName)] }),
  };
}

/** BatchTopK and Matryoshka dictionaries are saved as JumpReLU ones, which compute the same: whoever knows may say so. */
function architectureOf({ architecture }: SaelensSettings, known: KnownAboutDictionary) {
  const isNamed = known.architecture === 'BATCH_TOP_K' || known.architecture === 'MATRYOSHKA';
  return architecture === 'JUMP_RELU' && isNamed ? known.architecture : architecture;
}

function forwardOf(settings: SaelensSettings, sources: Omit<KSources, 'stated'>): DictionaryForward {
  const { subtractsDecoderBias, normalisation } = settings;
  const activation = activationOf(settings, sources);
  return { subtractsDecoderBias, ...(activation && { activation }), ...(normalisation && { normalisation }) };
}

function activationOf(
  { activation, k }: SaelensSettings,
  sources: Omit<KSources, 'stated'>,
): ActivationFunction | undefined {
  if (activation === 'relu') return undefined;
  return activation === 'topK' ? { kind: 'topK', k: resolveK({ ...sources, stated: [k] }) } : { kind: activation };
}
