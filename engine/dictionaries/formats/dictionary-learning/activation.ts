/** What follows the pre-activations in each class of dictionary_learning, with the tensors it needs. */
import type { ActivationFunction } from '../../../../domain/dictionary.js';
import { ResearchError } from '../../../../domain/errors.js';
import type { OptionalWeight, WeightReader } from '../../../engine.js';
import { readFloat64 } from '../../tensors/read-tensor.js';
import type { TensorFile } from '../../tensors/tensor-file.js';
import type { DictionaryContents, KnownAboutDictionary } from '../format.js';
import { vectorReader } from '../read-weights.js';
import { resolveK } from '../resolve-k.js';
import { constant, exponential } from '../scale-weights.js';
import type { DictionaryClass } from './classes.js';
import { findNumber, prefixOf, trainerSettings } from './state.js';

export interface ClassActivation {
  /** Undefined for a ReLU. */
  readonly activation: ActivationFunction | undefined;
  readonly weights: Readonly<Partial<Record<OptionalWeight, WeightReader>>>;
}

export interface ClassContext {
  readonly contents: DictionaryContents;
  readonly known: KnownAboutDictionary;
  /** F. */
  readonly size: number;
}

export async function readActivation(
  { architecture }: DictionaryClass,
  context: ClassContext,
): Promise<ClassActivation> {
  const { contents, size } = context;
  const { tensorFile } = contents;
  const prefix = prefixOf(tensorFile);
  const vector = (name: string): WeightReader => vectorReader(tensorFile, prefix + name, size);
  switch (architecture) {
    case 'GATED':
      return {
        activation: { kind: 'gated' },
        weights: {
          magnitudeScale_F: exponential(vector('r_mag')),
          magnitudeBias_F: vector('mag_bias'),
        },
      };
    case 'JUMP_RELU':
      return { activation: { kind: 'threshold' }, weights: { threshold_F: vector('threshold') } };
    case 'TOP_K':
      return { activation: { kind: 'topK', k: await readK(context) }, weights: {} };
    case 'MATRYOSHKA':
      await checkGroups(tensorFile, size);
      return readThreshold(context);
    case 'BATCH_TOP_K':
      return readThreshold(context);
    default:
      return { activation: undefined, weights: {} };
  }
}

async function readK({ contents, known, size }: ClassContext): Promise<number> {
  const { tensorFile } = contents;
  const stored = await findNumber(tensorFile, `${prefixOf(tensorFile)}k`);
  return resolveK({ tensorFile, size, stated: [stored, trainerSettings(contents).k], known: known.k });
}

/** Both classes keep features by their rank among a batch in training, and by one threshold for all of them afterwards. */
async function readThreshold({ contents: { tensorFile }, size }: ClassContext): Promise<ClassActivation> {
  const threshold = await findNumber(tensorFile, `${prefixOf(tensorFile)}threshold`);
  if (threshold !== undefined && threshold >= 0 && Number.isFinite(threshold)) {
    return { activation: { kind: 'threshold' }, weights: { threshold_F: constant(threshold, size) } };
  }
  throw new ResearchError(
    'DICTIONARY_FILE_INVALID',
    `The file "${tensorFile.file.path}" was saved before the training had set its threshold (${threshold ?? 'there is none'}).`,
    {
      at: tensorFile.file.path,
      fix: 'Save it after the step threshold_start_step of its training, or set the tensor "threshold" of the state dict.',
    },
  );
}

/** The groups are a matter of training, as long as they cover all features. */
async function checkGroups(tensorFile: TensorFile, size: number): Promise<void> {
  const layout = tensorFile.tensors.get(`${prefixOf(tensorFile)}group_sizes`);
  const sizes = layout ? [...(await readFloat64(tensorFile.file, layout))] : [];
  const covered = sizes.reduce((sum, group) => sum + group, 0);
  if (covered !== size) throw tensorFile.file.invalid(`has group_sizes of ${covered} features together, not ${size}`);
}
