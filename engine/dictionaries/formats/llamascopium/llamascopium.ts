/** Dictionaries of Llama Scope and of the library behind it, llamascopium: safetensors, and a configuration beside them. */
import type { ActivationFunction } from '../../../../domain/dictionary.js';
import { toHookPointName } from '../../../../domain/hook-point.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat, KnownAboutDictionary } from '../format.js';
import { placeNotes } from '../place-notes.js';
import { describeProvenance } from '../provenance.js';
import { resolveK } from '../resolve-k.js';
import type { KSources } from '../resolve-k.js';
import { checkSameWidth, checkTranscoderSizes, transcoderSizesOf } from '../transcoder-sizes.js';
import { ambiguous, unsupported } from '../unsupported.js';
import { findLlamascopiumLayout } from './llamascopium-layout.js';
import type { LlamascopiumLayout } from './llamascopium-layout.js';
import { llamaScopeConfigFile, llamascopiumConfigFile, readLlamascopiumSettings } from './llamascopium-settings.js';
import type { LlamascopiumSettings } from './llamascopium-settings.js';
import { readLlamascopiumWeights } from './llamascopium-weights.js';

/**
 * ReLU, TopK and JumpReLU, of one hook point or from one to another. What the library itself computes in more than one way is
 * refused.
 *
 * @source OpenMOSS/Language-Model-SAEs 95281ac7, sae.py, abstract_sae.py; 7bfb3f14 for the layout of 2024
 */
export const llamascopium: DictionaryFormat = {
  name: 'llamascopium',
  tensorFileNames: ['checkpoints/pruned.safetensors', 'checkpoints/final.safetensors'],
  configFileName: llamascopiumConfigFile,
  otherConfigFileNames: [llamaScopeConfigFile],
  recognises: (tensorFile) => findLlamascopiumLayout(tensorFile) !== undefined,
  read,
};

async function read(contents: DictionaryContents, known: KnownAboutDictionary): Promise<DescribedDictionary> {
  const { tensorFile } = contents;
  const layout = findLlamascopiumLayout(tensorFile);
  if (!layout) throw new Error('read without being recognised');
  const settings = await readLlamascopiumSettings(contents, layout);
  const { hookName, outputHookName = hookName } = settings;
  const isTranscoder = hookName !== outputHookName;
  refuseAmbiguous(tensorFile.file.path, settings, isTranscoder);
  const sizes = transcoderSizesOf(tensorFile, layout);
  checkTranscoderSizes(tensorFile, sizes, settings);
  if (!isTranscoder) checkSameWidth(tensorFile, sizes);
  const { weights, folds } = await readLlamascopiumWeights({ contents, layout, settings, sizes });
  const activation = activationOf(settings, { tensorFile, size: sizes.size, known: known.k });
  return {
    architecture: isTranscoder ? 'TRANSCODER' : architectures[settings.activation],
    ...sizes,
    hookPoint: hookName === undefined ? undefined : toHookPointName(hookName),
    outputHookPoint: isTranscoder && outputHookName !== undefined ? toHookPointName(outputHookName) : undefined,
    forward: {
      subtractsDecoderBias: settings.subtractsDecoderBias,
      ...(activation && { activation }),
      ...(settings.normalisation === 'tokenWise' && { normalisation: 'constantNorm' }),
    },
    weights,
    provenance: describeProvenance(llamascopium, contents, {
      tensorNames: namesIn(contents, layout),
      folds: [...folds, ...placeNotes(hookName)],
    }),
  };
}

const architectures = { relu: 'STANDARD', jumprelu: 'JUMP_RELU', topk: 'TOP_K' } as const;

function activationOf(
  { activation, k }: LlamascopiumSettings,
  sources: Omit<KSources, 'stated'>,
): ActivationFunction | undefined {
  if (activation === 'relu') return undefined;
  return activation === 'jumprelu' ? { kind: 'threshold' } : { kind: 'topK', k: resolveK({ ...sources, stated: [k] }) };
}

function refuseAmbiguous(path: string, settings: LlamascopiumSettings, isTranscoder: boolean): void {
  const { normalisation, activation, subtractsDecoderBias } = settings;
  if (normalisation === 'none') return;
  if (normalisation === 'tokenWise') {
    if (isTranscoder)
      throw unsupported(path, 'is a transcoder whose output is scaled by a length that it does not know');
    return;
  }
  const isScaled = normalisation.read !== 1 || normalisation.written !== 1;
  if (activation === 'jumprelu' && isScaled)
    throw ambiguous(
      path,
      'compares its thresholds with scaled activations (norm_activation dataset-wise); its library and SAELens scale them unlike, ' +
        'and so does its library before and after folding the scale',
      'Fold the scale in the library that trained it and save it again, with norm_activation "inference".',
    );
  if (subtractsDecoderBias && normalisation.read !== normalisation.written)
    throw unsupported(path, 'subtracts its decoder bias from activations on another scale');
}

function namesIn({ tensorFile }: DictionaryContents, layout: LlamascopiumLayout): string[] {
  const { encoder, encoderBias, decoder, decoderBias, logThreshold } = layout;
  const names = [encoder.name, encoderBias, decoder.name, decoderBias, logThreshold];
  return names.filter((name) => tensorFile.tensors.has(name));
}
