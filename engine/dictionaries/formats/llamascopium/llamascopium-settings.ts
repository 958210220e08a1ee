/** What the configuration of a dictionary of Llama Scope or llamascopium says. */
import { tensorReader } from '../read-weights.js';
import { Configuration } from '../configuration.js';
import type { DictionaryContents } from '../format.js';
import { ambiguous, unsupported } from '../unsupported.js';
import { averagePrefix } from './llamascopium-layout.js';
import type { LlamascopiumLayout } from './llamascopium-layout.js';

export const llamascopiumConfigFile = 'config.json';
/** Its name in the files of 2024. */
export const llamaScopeConfigFile = 'hyperparams.json';

export interface LlamascopiumSettings {
  readonly config: Configuration;
  readonly activation: 'relu' | 'jumprelu' | 'topk';
  /** As the configuration states it. */
  readonly k: unknown;
  /** One for all features; where it is undefined, the file has a tensor of them. */
  readonly threshold: number | undefined;
  readonly size: number | undefined;
  readonly width: number | undefined;
  readonly hookName: string | undefined;
  readonly outputHookName: string | undefined;
  readonly subtractsDecoderBias: boolean;
  /** Whether features are selected by their pre-activation times the length of their decoder row. */
  readonly selectsByDecoder: boolean;
  /** tokenWise: every activation is scaled to the length sqrt(D). dataset: all by one factor for what is read, one for what is written. */
  readonly normalisation: 'none' | 'tokenWise' | DatasetScale;
}

export interface DatasetScale {
  readonly read: number;
  readonly written: number;
}

/** Throws UNSUPPORTED_DICTIONARY for a setting that is not served, or that is read in more than one way. */
export async function readLlamascopiumSettings(
  contents: DictionaryContents,
  layout: LlamascopiumLayout,
): Promise<LlamascopiumSettings> {
  const { file } = contents.tensorFile;
  const config =
    Configuration.find(contents, llamascopiumConfigFile) ?? Configuration.find(contents, llamaScopeConfigFile);
  if (!config)
    throw ambiguous(
      file.path,
      `has neither ${llamascopiumConfigFile} nor ${llamaScopeConfigFile} beside it, without which its tensors may mean several things`,
      'Put the configuration beside the tensors, as it was published.',
    );
  refuseUnserved(contents, config, layout);
  const width = config.findCount('d_model');
  const factor = config.findNumber('expansion_factor');
  return {
    config,
    activation: activationOf(config, file.path),
    k: config.find('top_k'),
    threshold: config.findNumber('jump_relu_threshold'),
    size: config.findCount('d_sae') ?? (width !== undefined && factor !== undefined ? width * factor : undefined),
    width,
    hookName: config.findText('hook_point_in'),
    outputHookName: config.findText('hook_point_out'),
    subtractsDecoderBias: config.findFlag('apply_decoder_bias_to_pre_encoder') ?? false,
    selectsByDecoder: config.findFlag('sparsity_include_decoder_norm') ?? false,
    normalisation: await normalisationOf(contents, config),
  };
}

function refuseUnserved({ tensorFile }: DictionaryContents, config: Configuration, { glu }: LlamascopiumLayout): void {
  const { path } = tensorFile.file;
  const type = config.findText('sae_type') ?? 'sae';
  if (type !== 'sae') throw unsupported(path, `is of llamascopium's type ${JSON.stringify(type)}`);
  if (config.findFlag('use_glu_encoder') || glu.some((name) => tensorFile.tensors.has(name)))
    throw unsupported(path, 'encodes with gated linear units (use_glu_encoder)');
}

function activationOf(config: Configuration, path: string): LlamascopiumSettings['activation'] {
  const name = config.findText('act_fn')?.toLowerCase();
  if (name === 'relu' || name === 'jumprelu' || name === 'topk') return name;
  if (name === 'batchtopk')
    throw ambiguous(
      path,
      'has the activation function "batchtopk", whose activations depend on the batch',
      'Let the library that trained it convert it to "jumprelu", which does not.',
    );
  throw unsupported(path, `has the activation function ${JSON.stringify(name ?? null)}`);
}

async function normalisationOf(contents: DictionaryContents, config: Configuration) {
  const { path } = contents.tensorFile.file;
  const name = config.findText('norm_activation');
  if (name === 'inference') return 'none';
  if (name === 'token-wise') return 'tokenWise';
  if (name === 'dataset-wise') return readScale(contents, config);
  if (name !== undefined) throw unsupported(path, `normalises activations in the way ${JSON.stringify(name)}`);
  const why = 'does not say how its activations are normalised (norm_activation)';
  throw ambiguous(path, why, 'Say norm_activation in its configuration.');
}

/** @source llamascopium, abstract_sae.py, `compute_norm_factor`: sqrt(D) / average length */
async function readScale(contents: DictionaryContents, config: Configuration): Promise<DatasetScale> {
  const width = config.findCount('d_model');
  if (width === undefined) throw config.invalid('does not say the width of its activations (d_model)');
  const averages = config.findSection('dataset_average_activation_norm');
  const factor = async (side: 'in' | 'out'): Promise<number> => {
    const average = averages?.[side] ?? (await readAverage(contents, config.findText(`hook_point_${side}`)));
    if (typeof average === 'number' && average > 0 && Number.isFinite(average)) return Math.sqrt(width) / average;
    throw config.invalid(
      `is normalised dataset-wise, by an average length (${side}) of ${JSON.stringify(average ?? null)}`,
    );
  };
  return { read: await factor('in'), written: await factor('out') };
}

async function readAverage({ tensorFile }: DictionaryContents, hookName: string | undefined) {
  const name = averagePrefix + String(hookName);
  return tensorFile.tensors.has(name) ? (await tensorReader(tensorFile, name, [])())[0] : undefined;
}
