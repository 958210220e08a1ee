/** Writes a dictionary's vectors as safetensors, a feature a row. */
import type { DictionaryRecord } from '../domain/dictionary.js';
import type { FeatureVectors } from '../domain/feature.js';
import type { Services } from '../services/services.js';
import { featureBatches } from './feature-batches.js';
import type { Progress } from './progress.js';
import { createSafetensors } from './safetensors.js';

export interface VectorExport {
  readonly services: Services;
  readonly dictionary: DictionaryRecord;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Tensors `decoder` and `encoder` [F, D], `encoder_bias` [F]; float32, as the canonical weights hold them, in the order of indices: of a pruning, F counts what is left. */
export async function writeVectors(
  path: string,
  { services, dictionary, progress, signal }: VectorExport,
): Promise<void> {
  const { name, size, width, digest, hookPoint, model } = dictionary;
  const matrix = { rows: size, columns: width };
  const file = await createSafetensors(
    path,
    [
      { name: 'decoder', ...matrix },
      { name: 'encoder', ...matrix },
      { name: 'encoder_bias', rows: size },
    ],
    { dictionary: name, digest, model, hookPoint },
  );
  try {
    for (const { indices, start } of featureBatches(dictionary, signal)) {
      const vectors = await services.features.vectors(indices.map((index) => ({ dictionary: name, index })));
      await file.write('decoder', start, toRows(vectors, width, 'decoder_D'));
      await file.write('encoder', start, toRows(vectors, width, 'encoder_D'));
      await file.write(
        'encoder_bias',
        start,
        Float32Array.from(vectors, (vector) => vector.encoderBias),
      );
      progress.update(start / size, 'vectors');
    }
  } finally {
    await file.close();
  }
}

function toRows(vectors: readonly FeatureVectors[], width: number, which: 'decoder_D' | 'encoder_D'): Float32Array {
  const rows = new Float32Array(vectors.length * width);
  vectors.forEach((vector, row) => rows.set(vector[which], row * width));
  return rows;
}
