/** What chance alone gives: the mean max cosine of random vectors of the same shapes. */
import { ResearchError } from '../../domain/errors.js';
import { meanOf } from './best-matches.js';
import type { Baseline, BaselineRequest, DrawStatistics } from './comparison.js';
import type { MatrixProducts } from './matrix-products.js';
import { maxCosines } from './max-cosines.js';
import { giveMoments, momentsOf } from './moments.js';
import type { Moments } from './moments.js';
import { createNormal } from './normal-numbers.js';
import { checkSameWidth, readFeatureRows } from './read-vectors.js';
import { asPart } from './share.js';
import type { Work } from './share.js';
import { toUnitRows } from './unit-rows.js';

const usualDraws = 8;

export async function* compareWithChance(request: BaselineRequest, products: MatrixProducts): Work<Baseline> {
  const { truthCount, queryCount, width, seed, draws = usualDraws } = request;
  checkCounts([truthCount, queryCount, width, draws]);
  const moments = await readMoments(request, products);
  const forward: number[] = [];
  const reverse: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const drawSide = async (count: number, side: number) =>
      toUnitRows(await drawVectors({ count, width, seed, stream: 2 * draw + side }, moments, products), width).rows;
    const comparing = maxCosines(await drawSide(truthCount, 0), await drawSide(queryCount, 1), { products });
    const { ofRows, ofColumns } = yield* asPart(comparing, draw / draws, (draw + 1) / draws);
    forward.push(meanOf(ofRows.cosine_N));
    reverse.push(meanOf(ofColumns.cosine_N));
  }
  return { meanMaxCosine: statisticsOf(forward), reverse: statisticsOf(reverse) };
}

function checkCounts(counts: readonly number[]): void {
  const wrong = counts.find((count) => !Number.isInteger(count) || count < 1);
  if (wrong === undefined) return;
  throw new ResearchError('ARGUMENT_INVALID', `Random vectors cannot be drawn: ${wrong} is not a positive number.`);
}

/** Of the directions alone: every vector is made of length 1 first, and one of length 0 has none. */
async function readMoments({ like, width }: BaselineRequest, products: MatrixProducts): Promise<Moments | undefined> {
  if (!like) return undefined;
  const { rows } = await readFeatureRows(like);
  checkSameWidth({ name: 'the random vectors', width }, { name: like.name, width: rows.width });
  return momentsOf(rows.unit_ND, width, products);
}

interface Draw {
  readonly count: number;
  readonly width: number;
  readonly seed: number;
  readonly stream: number;
}

/** Independent normal components have no preferred direction, so that of the vector is uniform. */
async function drawVectors(
  { count, width, seed, stream }: Draw,
  moments: Moments | undefined,
  products: MatrixProducts,
): Promise<Float32Array> {
  const normal = createNormal(seed, stream);
  const vector_ND = new Float32Array(count * width);
  for (let n = 0; n < vector_ND.length; n++) vector_ND[n] = normal();
  if (moments) await giveMoments(vector_ND, moments, products);
  return vector_ND;
}

function statisticsOf(draws: readonly number[]): DrawStatistics {
  const mean = meanOf(draws);
  const squares = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { draws, mean, deviation: draws.length < 2 ? 0 : Math.sqrt(squares / (draws.length - 1)) };
}
