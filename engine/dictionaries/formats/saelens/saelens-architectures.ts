/** The architectures of SAELens: the tensors that each one saves, and what it computes with them. */
import type { DictionaryArchitecture } from '../../../../domain/dictionary.js';

export interface SaelensArchitecture {
  readonly architecture: DictionaryArchitecture;
  readonly activation: 'relu' | 'gated' | 'threshold' | 'topK';
  /** Tensors besides W_enc, W_dec and b_dec. A row of alternatives: one of them. */
  readonly tensors: readonly (readonly string[])[];
}

const bias = ['b_enc'];
/** A checkpoint of a training holds the logarithm. */
const threshold = ['threshold', 'log_threshold'];

/**
 * By the library's names. `batchtopk` and `matryoshka_batchtopk` stand in checkpoints only: when their training is done they are
 * saved as `jumprelu`.
 *
 * @source SAELens 6.18.0, saes/
 */
export const saelensArchitectures: ReadonlyMap<string, SaelensArchitecture> = new Map<string, SaelensArchitecture>([
  ['standard', { architecture: 'STANDARD', activation: 'relu', tensors: [bias] }],
  ['gated', { architecture: 'GATED', activation: 'gated', tensors: [['b_gate'], ['r_mag'], ['b_mag']] }],
  ['jumprelu', { architecture: 'JUMP_RELU', activation: 'threshold', tensors: [bias, threshold] }],
  ['topk', { architecture: 'TOP_K', activation: 'topK', tensors: [bias] }],
  ['batchtopk', { architecture: 'BATCH_TOP_K', activation: 'threshold', tensors: [bias, ['topk_threshold']] }],
  [
    'matryoshka_batchtopk',
    { architecture: 'MATRYOSHKA', activation: 'threshold', tensors: [bias, ['topk_threshold']] },
  ],
  ['transcoder', { architecture: 'TRANSCODER', activation: 'relu', tensors: [bias] }],
  ['skip_transcoder', { architecture: 'TRANSCODER', activation: 'relu', tensors: [bias, ['W_skip']] }],
  ['jumprelu_transcoder', { architecture: 'TRANSCODER', activation: 'threshold', tensors: [bias, threshold] }],
]);
