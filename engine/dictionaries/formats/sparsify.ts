/** Dictionaries as the library sparsify saves them: `sae.safetensors`, and `cfg.json` beside it. */
import { basename } from 'node:path';
import { ResearchError } from '../../../domain/errors.js';
import { moduleInputHookPoint, toHookPointName } from '../../../domain/hook-point.js';
import { Configuration } from './configuration.js';
import type { DescribedDictionary, DictionaryContents, DictionaryFormat, KnownAboutDictionary } from './format.js';
import { describeProvenance } from './provenance.js';
import { checkSizes, matrixReader_FD, sizesOf, tensorReader, vectorReader } from './read-weights.js';
import { resolveK } from './resolve-k.js';
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
  const settings = settingsOf(contents, known);
  const { transcodes } = settings;
  const sizes = sizesOf(tensorFile, 'encoder.weight', 'FD');
  checkSizes(tensorFile, sizes, settings);
  const k = resolveK({ tensorFile, size: sizes.size, stated: [settings.k], known: known.k });
  if (settings.kind === 'groupMax' && sizes.size % k !== 0)
    throw tensorFile.file.invalid(`has ${sizes.size} features, which do not make ${k} groups`);
  const hasSkip = tensorFile.tensors.has(skipName);
  return {
    architecture: transcodes ? 'TRANSCODER' : 'TOP_K',
    ...sizes,
    outputWidth: sizes.width,
    ...placesOf(basename(contents.folder), transcodes),
    forward: { subtractsDecoderBias: !transcodes, activation: { kind: settings.kind, k } },
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
  readonly kind: 'topK' | 'groupMax';
  /** As the configuration states it. */
  readonly k: unknown;
  readonly transcodes: boolean;
  readonly size?: number;
  readonly width?: number;
}

function settingsOf(contents: DictionaryContents, known: KnownAboutDictionary): SparsifySettings {
  const config = Configuration.find(contents, sparsify.configFileName);
  const { path } = contents.tensorFile.file;
  if (!config) return settingsOfUser(path, known);
  // Settings of versions before and after: with them a dictionary computes something else.
  for (const name of ['signed', 'embed_skip', 'gram_lookup'])
    if (config.findFlag(name)) throw unsupported(path, `is of sparsify with the setting "${name}"`);
  checkSkip(contents, config);
  const width = config.findCount('d_in');
  const factor = config.findNumber('expansion_factor');
  // 0 stands for "as many as the expansion factor gives".
  const latents = config.findNumber('num_latents') || undefined;
  return {
    kind: kindOf(config, path),
    k: config.find('k'),
    transcodes: config.findFlag('transcode') ?? false,
    size: latents ?? (width !== undefined && factor !== undefined ? width * factor : undefined),
    width,
  };
}

function checkSkip({ tensorFile }: DictionaryContents, config: Configuration): void {
  const hasSkip = tensorFile.tensors.has(skipName);
  if ((config.findFlag('skip_connection') ?? false) !== hasSkip)
    throw config.invalid(
      `says skip_connection ${!hasSkip}, and the tensor "${skipName}" is ${hasSkip ? '' : 'not '}there`,
    );
}

function kindOf(config: Configuration, path: string): SparsifySettings['kind'] {
  const name = config.findText('activation') ?? 'topk';
  if (name === 'topk') return 'topK';
  if (name === 'groupmax') return 'groupMax';
  throw unsupported(path, `has the activation function ${JSON.stringify(name)} of sparsify`);
}

/** Without its configuration a file does not say whether it transcodes; that its activation function is the usual one is assumed. */
function settingsOfUser(path: string, { architecture }: KnownAboutDictionary): SparsifySettings {
  if (architecture === 'TOP_K' || architecture === 'TRANSCODER')
    return { kind: 'topK', k: undefined, transcodes: architecture === 'TRANSCODER' };
  throw new ResearchError(
    'ARGUMENT_INVALID',
    `The dictionary "${path}" has no cfg.json beside it, which says whether it transcodes.`,
    {
      at: 'architecture',
      fix: 'Give the architecture, TOP_K or TRANSCODER (on the command line: --architecture), and k.',
    },
  );
}

function placesOf(module: string, transcodes: boolean): Pick<DescribedDictionary, 'hookPoint' | 'outputHookPoint'> {
  const written = toHookPointName(module);
  if (!transcodes) return { hookPoint: written, outputHookPoint: undefined };
  return { hookPoint: written === undefined ? undefined : moduleInputHookPoint(written), outputHookPoint: written };
}
