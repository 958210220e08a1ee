/** Reads the vectors that take part in a comparison from a dictionary's canonical weights. */
import { ResearchError } from '../../domain/errors.js';
import { openCanonicalWeights } from '../dictionaries/canonical-weights.js';
import type { CanonicalWeights } from '../dictionaries/canonical-weights.js';
import { readRowsInto } from '../dictionaries/tensors/read-rows.js';
import type { VectorSource } from './comparison.js';
import { NotFinite, toUnitRows } from './unit-rows.js';
import type { PreparedRows } from './unit-rows.js';

/** An open matrix of feature vectors; must be closed. */
export interface VectorMatrix {
  /** F. */
  readonly size: number;
  /** D. */
  readonly width: number;
  /** Indices of the features that take part, ascending. */
  readonly feature_N: Uint32Array;
  /** Fills the target with whole rows, from one feature on. */
  readRows(firstFeature: number, target: Float32Array): Promise<void>;
  /** The error for a feature whose vector is not finite. */
  notFinite(feature: number): ResearchError;
  close(): Promise<void>;
}

/** @throws FILE_NOT_FOUND, DICTIONARY_FILE_INVALID, FEATURE_NOT_FOUND, ARGUMENT_INVALID for an empty set of features */
export async function openVectors(source: VectorSource): Promise<VectorMatrix> {
  const weights = await openCanonicalWeights(source.folder);
  try {
    return toVectorMatrix(source, weights);
  } catch (error) {
    await weights.file.close();
    throw error;
  }
}

function toVectorMatrix(source: VectorSource, { file, layouts }: CanonicalWeights): VectorMatrix {
  const tensor = source.vectors === 'DECODER' ? 'wDec_FD' : 'wEnc_FD';
  const [size, width] = layouts[tensor].shape;
  return {
    size,
    width,
    feature_N: featuresOf(source, size),
    readRows: (first, target) => readRowsInto(target, { file, layout: layouts[tensor] }, first),
    notFinite: (feature) => file.invalid(`holds a number that is not finite in ${tensor}, feature ${feature}`),
    close: () => file.close(),
  };
}

function featuresOf({ name, feature_N }: VectorSource, size: number): Uint32Array {
  if (!feature_N) return new Uint32Array(size).map((_, feature) => feature);
  if (feature_N.length === 0) {
    const message = `No feature of ${name} is left to compare.`;
    throw new ResearchError('ARGUMENT_INVALID', message, { fix: 'Choose a rule that leaves features.' });
  }
  const last = feature_N[feature_N.length - 1];
  if (last < size) return feature_N;
  throw new ResearchError('FEATURE_NOT_FOUND', `${name} has the features 0 to ${size - 1}, not ${last}.`);
}

/** Vectors that are ready for comparing, and the feature that each place stands for. */
export interface FeatureRows extends PreparedRows {
  readonly feature_N: Uint32Array;
}

/** Throws as `openVectors`, and DICTIONARY_FILE_INVALID for vectors that are not finite. */
export async function readFeatureRows(source: VectorSource): Promise<FeatureRows> {
  const matrix = await openVectors(source);
  const { width, feature_N } = matrix;
  try {
    const vector_ND = new Float32Array(feature_N.length * width);
    for (const { at, feature, count } of stretchesOf(feature_N))
      await matrix.readRows(feature, vector_ND.subarray(at * width, (at + count) * width));
    return { ...toUnitRows(vector_ND, width), feature_N };
  } catch (error) {
    throw error instanceof NotFinite ? matrix.notFinite(feature_N[error.place]) : error;
  } finally {
    await matrix.close();
  }
}

/** Stretches of features without a gap, so that each is read at once. */
function stretchesOf(feature_N: Uint32Array): { at: number; feature: number; count: number }[] {
  const stretches: { at: number; feature: number; count: number }[] = [];
  let at = 0;
  for (let n = 1; n <= feature_N.length; n++) {
    if (n < feature_N.length && feature_N[n] === feature_N[n - 1] + 1) continue;
    stretches.push({ at, feature: feature_N[at], count: n - at });
    at = n;
  }
  return stretches;
}

/** @throws DICTIONARY_WIDTH_MISMATCH */
export function checkSameWidth(truth: NamedWidth, query: NamedWidth): void {
  if (truth.width === query.width) return;
  const message = `Vectors of ${truth.name} have width ${truth.width}, those of ${query.name} ${query.width}.`;
  throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at: 'query' });
}

interface NamedWidth {
  readonly name: string;
  readonly width: number;
}
