/** A dictionary that encodes in int8, made of one that encodes in float32. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { ImportedDictionary, WeightReader, WeightReaders } from '../engine.js';
import { canonicalTensors, openCanonicalWeights } from './canonical-weights.js';
import { encoderScales, roundToScalesInto } from './encoder-codes.js';
import { releaseArray } from './tensors/release-array.js';
import { readFloat32 } from './tensors/read-tensor.js';

export type Int8Dictionary = Omit<ImportedDictionary, 'hookPoint' | 'outputHookPoint'>;

/**
 * The dictionary whose encoder multiplies in int8 and is else the given one, which has its own weights: no pruning, and not in int8
 * itself. Rows of W_enc become whole multiples, by -64 to 64, of 1/64 of their largest absolute value; every other weight stays.
 * To be closed. Throws FILE_NOT_FOUND and DICTIONARY_FILE_INVALID.
 *
 * @param folder of the canonical weights of `of`
 */
export async function openInt8Dictionary(folder: string, of: DictionaryRecord): Promise<Int8Dictionary> {
  const { file, layouts, size, width, outputWidth } = await openCanonicalWeights(folder);
  const readers = canonicalTensors.flatMap((name): [string, WeightReader][] => {
    const layout = layouts[name];
    return layout ? [[name, () => readFloat32(file, layout)]] : [];
  });
  const float32 = Object.fromEntries(readers) as WeightReaders;
  return {
    ...{ architecture: of.architecture, size, width, outputWidth },
    forward: { ...of.forward, product: 'int8' },
    weights: { ...float32, ...int8Readers(float32.wEnc_FD, size) },
    provenance: {
      format: 'int8',
      files: [],
      // By which matrices that lie as float16 stay so.
      tensors: of.provenance.tensors,
      folds: [...of.provenance.folds, 'The encoder was rounded to int8, each feature on a scale of its own.'],
      config: { of: of.name, ofDigest: of.digest, provenance: of.provenance },
    },
    close: () => file.close(),
  };
}

/** The scales are kept, so that the matrix is read once for them; readers get copies, which are emptied when they are written. */
function int8Readers(readRows: WeightReader, size: number): Pick<WeightReaders, 'wEnc_FD' | 'encoderScale_F'> {
  let scales: Promise<Float32Array> | undefined;
  const readScales = (): Promise<Float32Array> => (scales ??= scalesOf(readRows, size));
  return {
    async wEnc_FD() {
      const scale_F = await readScales();
      const wEnc_FD = await readRows();
      await roundToScalesInto({ wEnc_FD, scale_F });
      return wEnc_FD;
    },
    encoderScale_F: async () => (await readScales()).slice(),
  };
}

async function scalesOf(readRows: WeightReader, size: number): Promise<Float32Array> {
  const wEnc_FD = await readRows();
  const scale_F = await encoderScales(wEnc_FD, size);
  releaseArray(wEnc_FD);
  return scale_F;
}
