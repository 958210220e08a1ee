/** The features nearest to given ones: questions about one dictionary are one pass over its weights. */
import { ResearchError } from '../../domain/errors.js';
import type { FeatureCosine } from '../../domain/similarity.js';
import type { DictionaryComparer, NearestRequest } from '../../engine/index.js';
import { readWeightsOf } from '../damaged-weights.js';
import { groupPlaces } from '../group-places.js';
import type { Asker, FeatureService, NearestWanted } from '../services.js';
import { getSide, toVectorSource, type ComparedSide, type SideSource } from './compared-side.js';

export interface NearestSource extends SideSource {
  readonly engine: Pick<DictionaryComparer, 'nearestFeatures'>;
  readonly features: Pick<FeatureService, 'vectors'>;
}

/** One answer a question. Throws DICTIONARY_NOT_FOUND, DICTIONARY_WIDTH_MISMATCH, and what the engine throws. */
export async function findNearest(
  source: NearestSource,
  questions: readonly NearestWanted[],
  asker: Asker,
): Promise<FeatureCosine[][]> {
  const answers = new Array<FeatureCosine[]>(questions.length);
  const keyOf = (wanted: NearestWanted): string => JSON.stringify([targetOf(wanted), wanted.vectors]);
  for (const places of groupPlaces(questions, keyOf).values()) {
    const found = await findAmong(
      source,
      places.map((place) => questions[place]),
      asker,
    );
    places.forEach((place, n) => (answers[place] = found[n]));
  }
  return answers;
}

function targetOf({ feature, dictionary }: NearestWanted): string {
  return dictionary ?? feature.dictionary;
}

/** Of questions with one dictionary and one kind of vectors. */
async function findAmong(
  source: NearestSource,
  questions: readonly NearestWanted[],
  { signal }: Asker,
): Promise<FeatureCosine[][]> {
  const [{ vectors }] = questions;
  const side = getSide(source, { name: targetOf(questions[0]), vectors, at: 'dictionary' });
  const owners = questions.map(({ feature }) =>
    getSide(source, { name: feature.dictionary, vectors, at: 'dictionary' }),
  );
  for (const owner of owners) checkWidth(owner, side);
  const request: NearestRequest = {
    among: toVectorSource(source, side),
    query_QD: await readQueries(source, questions, side.width),
    width: side.width,
    count: Math.max(...questions.map(({ first }) => first)),
    excluded_Q: Int32Array.from(questions, ({ feature }) =>
      feature.dictionary === side.dictionary.name ? feature.index : -1,
    ),
  };
  const found = await readWeightsOf(source.store, [side.dictionary], () =>
    source.engine.nearestFeatures(request, { signal }),
  );
  return found.map(({ feature_N, cosine_N }, n) =>
    Array.from(feature_N.subarray(0, questions[n].first), (index, rank) => ({
      feature: { dictionary: side.dictionary.name, index },
      cosine: cosine_N[rank],
    })),
  );
}

async function readQueries(
  { features }: NearestSource,
  questions: readonly NearestWanted[],
  width: number,
): Promise<Float32Array> {
  const read = await features.vectors(questions.map(({ feature }) => feature));
  const query_QD = new Float32Array(questions.length * width);
  read.forEach(({ decoder_D, encoder_D }, query) =>
    query_QD.set(questions[query].vectors === 'DECODER' ? decoder_D : encoder_D, query * width),
  );
  return query_QD;
}

function checkWidth(own: ComparedSide, other: ComparedSide): void {
  if (own.width === other.width) return;
  const message = `Vectors of "${own.dictionary.name}" have width ${own.width}, those of "${other.dictionary.name}" ${other.width}.`;
  throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at: 'dictionary' });
}
