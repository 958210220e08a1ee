/** Dictionaries as the library sparsify saves them: `sae.safetensors`, and `cfg.json` beside it. */
import { basename } from 'node:path';
import type { ActivationFunction } from '../../../domain/dictionary.js';
import { ResearchError } from '../../../domain/errors.js';
import { moduleInputHookPoint, toHookPointName } from '../../../domain/hook-point.js';
import { Configuration } from './configuration.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat, KnownAboutDictionary } from './format.js';
import { describeProvenance } from './provenance.js';
import { checkSizes, matrixReader_FD, sizesOf, tensorReader, vectorReader } from './read-weights.js';
import { unsupported } from './unsupported.js';

const tensorNames = ['encoder.weight', 'encoder.bias', 'W_dec', 'b_dec'];
const skipName = 'W_skip';

/**
 * TopK and groupmax, of what a module writes or, transcoding, from what it reads to what it writes. The folder is named after the
 * module.
 *
 * @source sparsify 9d3b136, sparsify/sparse_coder.py, fused_encoder.py, config.py
 */
export const sparsify: DictionaryFormat = {
  name: 'sparsify',
  tensorFileNames: ['sae.safetensors'],
  configFileName: 'cfg.json',
  recognises: ({ container, tensors }) =>
    container === 'safetensors' &&
    tensorNames.every((name) => tensors.has(name)) &&
    [...tensors.keys()].every((name) => tensorNames.includes(name) || name === skipName),
  read: (contents, known) => Promise.resolve(describe(contents, known)),
};

function describe(contents: DictionaryContents, known: KnownAboutDictionary): DescribedDictionary {
  const { tensorFile } = contents;
  const { activation, transcodes, size, width } = settingsOf(contents, known);
  const sizes = sizesOf(tensorFile, 'encoder.weight', 'FD');
  checkSizes(tensorFile, sizes, { size, width });
  const hasSkip = tensorFile.tensors.has(skipName);
  return {
    architecture: transcodes ? 'TRANSCODER' : 'TOP_K',
    ...sizes,
    outputWidth: sizes.width,
    ...placesOf(basename(contents.folder), transcodes),
    forward: { subtractsDecoderBias: !transcodes, activation },
    weights: {
      wEnc_FD: matrixReader_FD(tensorFile, 'encoder.weight', { ...sizes, axes: 'FD' }),
      bEnc_F: vectorReader(tensorFile, 'encoder.bias', sizes.size),
      wDec_FD: matrixReader_FD(tensorFile, 'W_dec', { ...sizes, axes: 'FD' }),
      bDec_D: vectorReader(tensorFile, 'b_dec', sizes.width),
      ...(hasSkip && { wSkip_DD: tensorReader(tensorFile, skipName, [sizes.width, sizes.width]) }),
    },
    provenance: describeProvenance(sparsify, contents, {
      tensorNames: hasSkip ? [...tensorNames, skipName] : tensorNames,
      folds: [],
    }),
  };
}

interface SparsifySettings {
  readonly activation: ActivationFunction;
  readonly transcodes: boolean;
  readonly size?: number;
  readonly width?: number;
}

function settingsOf(contents: DictionaryContents, known: KnownAboutDictionary): SparsifySettings {
  const config = Configuration.find(contents, sparsify.configFileName);
  const { path } = contents.tensorFile.file;
  if (!config) return settingsOfUser(path, known);
  // Settings of versions between, and of those to come: what a dictionary computes is not the same with them.
  for (const name of ['signed', 'embed_skip', 'gram_lookup'])
    if (config.findFlag(name)) throw unsupported(path, `is of sparsify with the setting "${name}"`);
  const hasSkip = contents.tensorFile.tensors.has(skipName);
  if ((config.findFlag('skip_connection') ?? false) !== hasSkip)
    throw config.invalid(
      `says skip_connection ${!hasSkip}, and the tensor "${skipName}" is ${hasSkip ? '' : 'not '}there`,
    );
  const width = config.findCount('d_in');
  const factor = config.findNumber('expansion_factor');
  // 0 stands for "as many as the expansion factor gives".
  const latents = config.findNumber('num_latents') || undefined;
  return {
    activation: activationOf(config, path),
    transcodes: config.findFlag('transcode') ?? false,
    size: latents ?? (width !== undefined && factor !== undefined ? width * factor : undefined),
    width,
  };
}

function activationOf(config: Configuration, path: string): ActivationFunction {
  const name = config.findText('activation') ?? 'topk';
  const k = config.findCount('k');
  if (k === undefined) throw config.invalid('does not say how many features a token keeps (k)');
  if (name === 'topk') return { kind: 'topK', k };
  if (name === 'groupmax') return { kind: 'groupMax', k };
  throw unsupported(path, `has the activation function ${JSON.stringify(name)} of sparsify`);
}

/** Without its configuration a file does not say what it is. */
function settingsOfUser(path: string, { architecture, k }: KnownAboutDictionary): SparsifySettings {
  const isKnown = architecture === 'TOP_K' || architecture === 'TRANSCODER';
  if (isKnown && k !== undefined) return { activation: { kind: 'topK', k }, transcodes: architecture === 'TRANSCODER' };
  throw new ResearchError(
    'ARGUMENT_INVALID',
    `The dictionary "${path}" has no cfg.json beside it, which says how many features a token keeps and whether it transcodes.`,
    { at: isKnown ? 'k' : 'architecture', fix: 'Say both: --architecture TOP_K or TRANSCODER, and --k.' },
  );
}

function placesOf(module: string, transcodes: boolean): Pick<DescribedDictionary, 'hookPoint' | 'outputHookPoint'> {
  const written = toHookPointName(module);
  if (!transcodes) return { hookPoint: written, outputHookPoint: undefined };
  return { hookPoint: written === undefined ? undefined : moduleInputHookPoint(written), outputHookPoint: written };
}
