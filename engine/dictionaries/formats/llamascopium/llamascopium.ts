/** Dictionaries of Llama Scope and of the library behind it, llamascopium: safetensors, and a configuration beside them. */
import type { ActivationFunction } from '../../../../domain/dictionary.js';
import { toHookPointName } from '../../../../domain/hook-point.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat } from '../format.js';
import { placeNotes } from '../place-notes.js';
import { describeProvenance } from '../provenance.js';
import { checkSameWidth, checkTranscoderSizes, transcoderSizesOf } from '../transcoder-sizes.js';
import { unsupported } from '../unsupported.js';
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

async function read(contents: DictionaryContents): Promise<DescribedDictionary> {
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
  const activation = activationOf(settings);
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

function activationOf({ activation, k, config }: LlamascopiumSettings): ActivationFunction | undefined {
  if (activation === 'relu') return undefined;
  if (activation === 'jumprelu') return { kind: 'threshold' };
  if (k !== undefined) return { kind: 'topK', k };
  throw config.invalid('does not say how many features a token keeps (top_k)');
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
    throw unsupported(
      path,
      'compares its thresholds with activations that are scaled (norm_activation dataset-wise): the library and SAELens do it on ' +
        'unlike scales, and saving it with norm_activation "inference" decides it',
    );
  if (subtractsDecoderBias && normalisation.read !== normalisation.written)
    throw unsupported(path, 'subtracts its decoder bias from activations on another scale');
}

function namesIn({ tensorFile }: DictionaryContents, layout: LlamascopiumLayout): string[] {
  const { encoder, encoderBias, decoder, decoderBias, logThreshold } = layout;
  const names = [encoder[0], encoderBias, decoder[0], decoderBias, logThreshold];
  return names.filter((name) => tensorFile.tensors.has(name));
}
