/** Dictionaries as the library SAELens saves them: `sae_weights.safetensors`, and `cfg.json` beside it. */
import { toHookPointName } from '../../../domain/hook-point.js';
import { isJsonObject } from '../../json-object.js';
import type { JsonObject } from '../../json-object.js';
import { readFloat32 } from '../tensors/read-tensor.js';
import type { TensorFile } from '../tensors/tensor-file.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat } from './format.js';
import { describeProvenance } from './provenance.js';
import { checkSizes, matrixReader_FD, sizesOf, vectorReader } from './read-weights.js';
import { unsupported } from './unsupported.js';

/**
 * Reads the architecture `standard` without normalisation of the activations, of version 6 and of the flat configurations
 * before it; the rest is recognised and refused by name.
 *
 * @source SAELens 6.18.0, saes/sae.py, saes/standard_sae.py, loading/pretrained_sae_loaders.py
 */
export const saelens: DictionaryFormat = {
  name: 'saelens',
  tensorFileNames: ['sae_weights.safetensors'],
  configFileName: 'cfg.json',
  recognises: ({ container, tensors }) =>
    container === 'safetensors' && ['W_enc', 'W_dec', 'b_dec'].every((name) => tensors.has(name)),
  read,
};

const weightNames = ['W_enc', 'b_enc', 'W_dec', 'b_dec'];
/** Written by old versions for a step after training; ones where that step was not taken. */
const scalingNames = ['scaling_factor', 'finetuning_scaling_factor'];

async function read(contents: DictionaryContents): Promise<DescribedDictionary> {
  const { tensorFile } = contents;
  const config = getConfig(contents);
  const path = tensorFile.file.path;
  for (const [what, isServed] of settingsOf(config)) if (!isServed) throw unsupported(path, what);
  await checkOtherTensors(tensorFile);
  const sizes = sizesOf(tensorFile, 'W_enc', 'DF');
  checkSizes(tensorFile, sizes, { size: toNumber(config.d_sae), width: toNumber(config.d_in) });
  const hookName = setting(config, 'hook_name', 'hook_point');
  return {
    architecture: 'STANDARD',
    ...sizes,
    outputWidth: sizes.width,
    hookPoint: typeof hookName === 'string' ? toHookPointName(hookName) : undefined,
    outputHookPoint: undefined,
    // Configurations older than the setting mean true.
    forward: { subtractsDecoderBias: config.apply_b_dec_to_input !== false },
    weights: {
      wEnc_FD: matrixReader_FD(tensorFile, 'W_enc', { ...sizes, axes: 'DF' }),
      bEnc_F: vectorReader(tensorFile, 'b_enc', sizes.size),
      wDec_FD: matrixReader_FD(tensorFile, 'W_dec', { ...sizes, axes: 'FD' }),
      bDec_D: vectorReader(tensorFile, 'b_dec', sizes.width),
    },
    provenance: describeProvenance(saelens, contents, { tensorNames: weightNames, folds: [] }),
  };
}

function getConfig({ configs, tensorFile }: DictionaryContents): JsonObject {
  const config = configs.get(saelens.configFileName);
  if (config) return config;
  throw tensorFile.file.invalid(`has no ${saelens.configFileName} beside it, which says what its tensors mean`);
}

/** A setting of any version: version 6 keeps what concerns the model under `metadata`, and names have changed. */
function setting(config: JsonObject, ...names: readonly string[]): unknown {
  const metadata = isJsonObject(config.metadata) ? config.metadata : {};
  return names.flatMap((name) => [config[name], metadata[name]]).find((value) => value !== undefined && value !== null);
}

/** What the dictionary does, in words, and whether it is served; undefined settings have the library's defaults. */
function settingsOf(config: JsonObject): readonly (readonly [string, boolean])[] {
  const activation = setting(config, 'activation_fn', 'activation_fn_str') ?? 'relu';
  const architecture = config.architecture ?? 'standard';
  const normalisation = config.normalize_activations ?? 'none';
  const reshaping = config.reshape_activations ?? 'none';
  const head = setting(config, 'hook_head_index', 'hook_point_head_index');
  return [
    [`has the architecture ${JSON.stringify(architecture)} of SAELens`, architecture === 'standard'],
    [`has the activation function ${JSON.stringify(activation)}`, activation === 'relu'],
    [
      `normalises activations (normalize_activations is ${JSON.stringify(normalisation)})`,
      normalisation === 'none' || normalisation === false,
    ],
    // Joining the heads is what the hook point attn_z means here already.
    [`reshapes activations (${JSON.stringify(reshaping)})`, reshaping === 'none' || reshaping === 'hook_z'],
    [`reads a single attention head (hook_head_index is ${JSON.stringify(head)})`, head === undefined],
  ];
}

async function checkOtherTensors(tensorFile: TensorFile): Promise<void> {
  for (const [name, layout] of tensorFile.tensors) {
    if (weightNames.includes(name)) continue;
    if (!scalingNames.includes(name))
      throw tensorFile.file.invalid(`holds a tensor "${name}", which the architecture "standard" does not have`);
    const factors = await readFloat32(tensorFile.file, layout);
    if (factors.some((factor) => factor !== 1))
      throw unsupported(tensorFile.file.path, `scales its features after training ("${name}")`);
  }
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
