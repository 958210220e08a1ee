/** A dictionary whose features are the coordinates of an activation: the neurons of a model, as features. */
import type { ImportedDictionary } from '../engine.js';

type IdentityDictionary = Pick<
  ImportedDictionary,
  'architecture' | 'size' | 'width' | 'outputWidth' | 'forward' | 'weights' | 'provenance'
>;

/** Feature i is max(0, coordinate i): encoder and decoder are unit matrices, both biases 0. */
export function identityDictionary(width: number): IdentityDictionary {
  const unit_DD = (): Promise<Float32Array> => Promise.resolve(unitMatrix(width));
  const zero_D = (): Promise<Float32Array> => Promise.resolve(new Float32Array(width));
  return {
    ...{ architecture: 'STANDARD', size: width, width, outputWidth: width },
    forward: { subtractsDecoderBias: false },
    weights: { wEnc_FD: unit_DD, wDec_FD: unit_DD, bEnc_F: zero_D, bDec_D: zero_D },
    provenance: { format: 'identity', files: [], tensors: [], folds: [], config: {} },
  };
}

function unitMatrix(width: number): Float32Array {
  const unit_DD = new Float32Array(width * width);
  for (let row = 0; row < width; row++) unit_DD[row * width + row] = 1;
  return unit_DD;
}
