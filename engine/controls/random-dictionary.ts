/** Dictionaries of random directions: the baseline of every comparison of dictionaries. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DictionaryForward } from '../../domain/dictionary.js';
import type { ImportedDictionary, WeightReaders } from '../engine.js';
import { createNormalStream, normalGenerator } from './normal-stream.js';

export interface RandomDictionaryShape {
  /** F. */
  readonly size: number;
  /** D of what is read. */
  readonly width: number;
  /** D of what is written. */
  readonly outputWidth: number;
  readonly forward: DictionaryForward;
  /** Of the dictionary whose shape it takes. */
  readonly bDec_D: Float32Array;
}

export type RandomDictionary = Pick<
  ImportedDictionary,
  'architecture' | 'size' | 'width' | 'outputWidth' | 'forward' | 'weights' | 'provenance'
>;

/** Values that are drawn before others have their turn, about 10 ms. */
const valuesPerTurn = 2 ** 17;

/**
 * Decoder rows are drawn uniformly from the unit sphere (normal numbers divided by their length); encoder rows are the same, or
 * rows of their own where the two widths differ; b_enc is 0 and b_dec the given one. TopK and groupMax keep the number of
 * features that fire on a token; every other activation function becomes a ReLU, since thresholds and gates belong to the
 * directions they were learnt with. Its products are float32's, whatever those of the other dictionary are.
 *
 * @param of what the provenance says besides seed and generator
 */
export function randomDictionary(shape: RandomDictionaryShape, seed: number, of: object): RandomDictionary {
  const { size, width, outputWidth, bDec_D } = shape;
  return {
    ...{ architecture: 'RANDOM', size, width, outputWidth },
    forward: randomForward(shape.forward),
    weights: {
      ...randomRows(shape, seed),
      bEnc_F: () => Promise.resolve(new Float32Array(size)),
      bDec_D: () => Promise.resolve(bDec_D.slice()),
    },
    provenance: {
      format: 'random',
      files: [],
      tensors: [],
      folds: [],
      config: { ...of, seed, generator: normalGenerator },
    },
  };
}

function randomForward({ subtractsDecoderBias, activation, normalisation }: DictionaryForward): DictionaryForward {
  const keepsNumber = activation?.kind === 'topK' || activation?.kind === 'groupMax';
  return { subtractsDecoderBias, ...(normalisation && { normalisation }), ...(keepsNumber && { activation }) };
}

/** The matrix read last is kept: it is read for the digest and for the file, as encoder and as decoder. Readers get copies. */
function randomRows({ size, width, outputWidth }: RandomDictionaryShape, seed: number) {
  let last: { readonly stream: string; readonly rows: Float32Array } | undefined;
  const read = async (stream: string, columns: number): Promise<Float32Array> => {
    if (last?.stream !== stream) {
      last = undefined;
      last = { stream, rows: await drawUnitRows(stream, seed, { size, columns }) };
    }
    return last.rows.slice();
  };
  const rows: Pick<WeightReaders, 'wEnc_FD' | 'wDec_FD'> = {
    wEnc_FD: () => read(width === outputWidth ? 'wDec_FD' : 'wEnc_FD', width),
    wDec_FD: () => read('wDec_FD', outputWidth),
  };
  return rows;
}

async function drawUnitRows(
  name: string,
  seed: number,
  { size, columns }: { readonly size: number; readonly columns: number },
): Promise<Float32Array> {
  const stream = createNormalStream(seed, name);
  const rows = new Float32Array(size * columns);
  const normal = new Float64Array(columns);
  const rowsPerTurn = Math.max(1, Math.floor(valuesPerTurn / columns));
  for (let row = 0; row < size; row++) {
    if (row % rowsPerTurn === 0) await nextTurn();
    stream.drawInto(normal, row * columns);
    const length = Math.sqrt(normal.reduce((sum, value) => sum + value * value, 0));
    for (let column = 0; column < columns; column++) rows[row * columns + column] = normal[column] / length;
  }
  return rows;
}
