/** What the configuration of a dictionary of SAELens says, of version 6 and of the flat ones before it. */
import type { ActivationNormalisation } from '../../../../domain/dictionary.js';
import { Configuration } from '../configuration.js';
import type { DictionaryContents } from '../format.js';
import { unsupported } from '../unsupported.js';
import { saelensArchitectures } from './saelens-architectures.js';
import type { SaelensArchitecture } from './saelens-architectures.js';

export const saelensConfigFile = 'cfg.json';
/** Written into checkpoints of a training that scales its activations by one factor. */
export const saelensScalerFile = 'activation_scaler.json';

export interface SaelensSettings extends SaelensArchitecture {
  readonly config: Configuration;
  readonly size: number | undefined;
  readonly width: number | undefined;
  readonly outputWidth: number | undefined;
  /** As the configuration states it. */
  readonly k: unknown;
  /** Whether features are selected by, and given as, their activation times the length of their decoder row. */
  readonly rescalesByDecoder: boolean;
  readonly subtractsDecoderBias: boolean;
  readonly normalisation: ActivationNormalisation | undefined;
  /** Whether activations were scaled by the inverse of their average length in training, and are by no means at run time. */
  readonly expectsAverage: boolean;
  readonly hookName: string | undefined;
  readonly outputHookName: string | undefined;
  /** Such as `bfloat16`: what the library would compute in. */
  readonly dtype: string | undefined;
}

/** Throws UNSUPPORTED_DICTIONARY for a setting that is not served. */
export function readSaelensSettings(contents: DictionaryContents): SaelensSettings {
  const { file } = contents.tensorFile;
  // Version 6 keeps what concerns the model under `metadata`.
  const config = Configuration.find(contents, saelensConfigFile, ['metadata', 'activation_fn_kwargs']);
  if (!config) throw file.invalid(`has no ${saelensConfigFile} beside it, which says what its tensors mean`);
  const architecture = architectureOf(config, file.path);
  refuseUnserved(config, file.path);
  const isTranscoder = architecture.architecture === 'TRANSCODER';
  return {
    ...architecture,
    config,
    size: config.findCount('d_sae'),
    width: config.findCount('d_in'),
    outputWidth: config.findCount('d_out'),
    k: architecture.activation === 'topK' ? config.find('k') : undefined,
    rescalesByDecoder: config.findFlag('rescale_acts_by_decoder_norm') ?? false,
    // Configurations older than the setting mean true; transcoders do not heed it.
    subtractsDecoderBias: !isTranscoder && config.findFlag('apply_b_dec_to_input') !== false,
    ...normalisationOf(config, file.path),
    hookName: config.findText('hook_name', 'hook_point'),
    outputHookName: isTranscoder ? config.findText('hook_name_out') : undefined,
    dtype: config.findText('dtype')?.replace(/^torch\./, ''),
  };
}

/** Before version 6 TopK was an activation function of the architecture `standard`. */
function architectureOf(config: Configuration, path: string): SaelensArchitecture {
  const stated = config.findText('architecture') ?? 'standard';
  const activation = config.findText('activation_fn', 'activation_fn_str') ?? 'relu';
  const isOldTopK = activation === 'topk' && (stated === 'standard' || stated === 'topk');
  const found = saelensArchitectures.get(isOldTopK ? 'topk' : stated);
  if (!found) throw unsupported(path, `has the architecture ${JSON.stringify(stated)} of SAELens`);
  if (activation !== 'relu' && !isOldTopK)
    throw unsupported(path, `has the activation function ${JSON.stringify(activation)}`);
  return found;
}

function refuseUnserved(config: Configuration, path: string): void {
  const reshaping = config.find('reshape_activations') ?? 'none';
  // Joining the heads is what the hook point attn_z means here already.
  if (reshaping !== 'none' && reshaping !== 'hook_z')
    throw unsupported(path, `reshapes activations (${JSON.stringify(reshaping)})`);
  const head = config.find('hook_head_index', 'hook_point_head_index', 'hook_head_index_out');
  if (head !== undefined)
    throw unsupported(path, `reads a single attention head (hook_head_index is ${JSON.stringify(head)})`);
}

function normalisationOf(
  config: Configuration,
  path: string,
): Pick<SaelensSettings, 'normalisation' | 'expectsAverage'> {
  const stated = config.find('normalize_activations') ?? 'none';
  switch (stated) {
    case 'none':
    case false:
      return { normalisation: undefined, expectsAverage: false };
    case 'expected_average_only_in':
    case true:
      return { normalisation: undefined, expectsAverage: true };
    case 'constant_norm_rescale':
      return { normalisation: 'constantNorm', expectsAverage: false };
    case 'layer_norm':
      return { normalisation: 'layerNorm', expectsAverage: false };
    default:
      throw unsupported(path, `normalises activations (normalize_activations is ${JSON.stringify(stated)})`);
  }
}
