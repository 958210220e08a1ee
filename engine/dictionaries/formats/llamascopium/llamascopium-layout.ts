/** The two ways in which the library of Llama Scope has laid out a dictionary's tensors. */
import type { TensorFile } from '../../tensors/tensor-file.js';
import type { StoredMatrix } from '../read-weights.js';

export interface LlamascopiumLayout {
  readonly encoder: StoredMatrix;
  readonly encoderBias: string;
  readonly decoder: StoredMatrix;
  /** Left out where there is none. */
  readonly decoderBias: string;
  /** The logarithm of each feature's threshold; with JumpReLU only. */
  readonly logThreshold: string;
  /** Of gated linear units, which are not served. */
  readonly glu: readonly string[];
  /** Whether features are given on the scale on which the encoder was trained, or on that of what is read. */
  readonly keepsTrainingScale: boolean;
}

const layouts: readonly LlamascopiumLayout[] = [
  {
    encoder: { name: 'encoder.weight', axes: 'FD' },
    encoderBias: 'encoder.bias',
    decoder: { name: 'decoder.weight', axes: 'DF' },
    decoderBias: 'decoder.bias',
    logThreshold: 'log_jumprelu_threshold',
    glu: ['encoder_glu.weight', 'encoder_glu.bias'],
    keepsTrainingScale: true,
  },
  {
    encoder: { name: 'W_E', axes: 'DF' },
    encoderBias: 'b_E',
    decoder: { name: 'W_D', axes: 'FD' },
    decoderBias: 'b_D',
    logThreshold: 'activation_function.log_jumprelu_threshold',
    glu: ['W_E_glu', 'b_E_glu'],
    keepsTrainingScale: false,
  },
];

/** Before a hook point's name: the average length of the activations there. */
export const averagePrefix = 'dataset_average_activation_norm.';

/** The layout whose tensors the file holds, and no others. */
export function findLlamascopiumLayout({ container, tensors }: TensorFile): LlamascopiumLayout | undefined {
  if (container !== 'safetensors') return undefined;
  const names = [...tensors.keys()].filter((name) => !name.startsWith(averagePrefix));
  return layouts.find((layout) => {
    const needed = [layout.encoder.name, layout.encoderBias, layout.decoder.name];
    const known = [...needed, layout.decoderBias, layout.logThreshold, ...layout.glu];
    return needed.every((name) => tensors.has(name)) && names.every((name) => known.includes(name));
  });
}
