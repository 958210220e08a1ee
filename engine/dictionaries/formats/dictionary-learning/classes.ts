/** The dictionary classes of the library dictionary_learning: which tensors each saves, and what they mean here. */
import type { DictionaryArchitecture } from '../../../../domain/dictionary.js';
import type { StoredMatrix } from '../read-weights.js';

export interface DictionaryClass {
  /** As the configuration calls it. */
  readonly name: string;
  readonly architecture: DictionaryArchitecture;
  readonly subtractsDecoderBias: boolean;
  readonly wEnc: StoredMatrix;
  readonly wDec: StoredMatrix;
  readonly bEnc: string;
  readonly bDec: string;
  /** Tensors beside the four. */
  readonly more: readonly string[];
  /** Written by some versions of the library only. */
  readonly optional: readonly string[];
}

/** torch.nn.Linear keeps its weight as [out, in]. */
const linear = {
  wEnc: { name: 'encoder.weight', axes: 'FD' },
  wDec: { name: 'decoder.weight', axes: 'DF' },
  bEnc: 'encoder.bias',
  more: [],
  optional: [],
} as const;
const plain = {
  wEnc: { name: 'W_enc', axes: 'DF' },
  wDec: { name: 'W_dec', axes: 'FD' },
  bEnc: 'b_enc',
  bDec: 'b_dec',
  more: [],
  optional: [],
} as const;
const topK = { ...linear, bDec: 'b_dec', subtractsDecoderBias: true, optional: ['k', 'threshold'] } as const;

/** @source dictionary_learning 60ec6bf, dictionary.py, trainers/top_k.py, batch_top_k.py, matryoshka_batch_top_k.py */
export const dictionaryClasses: readonly DictionaryClass[] = [
  { ...linear, name: 'AutoEncoder', architecture: 'STANDARD', bDec: 'bias', subtractsDecoderBias: true },
  { ...linear, name: 'AutoEncoderNew', architecture: 'STANDARD', bDec: 'decoder.bias', subtractsDecoderBias: false },
  {
    ...linear,
    name: 'GatedAutoEncoder',
    architecture: 'GATED',
    bEnc: 'gate_bias',
    bDec: 'decoder_bias',
    more: ['r_mag', 'mag_bias'],
    subtractsDecoderBias: true,
  },
  {
    ...plain,
    name: 'JumpReluAutoEncoder',
    architecture: 'JUMP_RELU',
    more: ['threshold'],
    subtractsDecoderBias: false,
  },
  {
    ...plain,
    name: 'MatryoshkaBatchTopKSAE',
    architecture: 'MATRYOSHKA',
    more: ['k', 'group_sizes'],
    optional: ['threshold'],
    subtractsDecoderBias: true,
  },
  { ...topK, name: 'AutoEncoderTopK', architecture: 'TOP_K' },
  { ...topK, name: 'BatchTopKSAE', architecture: 'BATCH_TOP_K' },
];

/** Tensors that every dictionary of the class has. */
export function tensorNames({ wEnc, wDec, bEnc, bDec, more }: DictionaryClass): string[] {
  return [wEnc.name, wDec.name, bEnc, bDec, ...more];
}

/** The classes that save tensors of just these names; more than one where only the configuration tells them apart. */
export function classesOf(names: readonly string[]): DictionaryClass[] {
  return dictionaryClasses.filter((each) => {
    const needed = tensorNames(each);
    return (
      needed.every((name) => names.includes(name)) &&
      names.every((name) => needed.includes(name) || each.optional.includes(name))
    );
  });
}
