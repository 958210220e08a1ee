/** Compares dictionaries in this process and says what it cost. Forked by the similarity bench. */
import { createEngine } from '../engine/index.js';
import type { VectorPair } from '../engine/index.js';
import { BestRows } from '../engine/similarity/best-rows.js';
import type { MatrixProducts } from '../engine/similarity/matrix-products.js';
import { maxCosines } from '../engine/similarity/max-cosines.js';
import { toColumnCodes, toRowCodes } from '../engine/similarity/quantise.js';
import { readFeatureRows } from '../engine/similarity/read-vectors.js';
import { paddedCount, panelRowsOf, screenPanel } from '../engine/similarity/screen.js';
import { settle } from '../engine/similarity/settle.js';
import type { Work } from '../engine/similarity/share.js';
import type { UnitRows } from '../engine/similarity/unit-rows.js';
import { openProducts } from '../engine/worker/open-products.js';
import { answerParent } from './child.js';
import { openOneDirection } from './one-direction.js';

export interface SimilarityTask {
  readonly pair: VectorPair;
  readonly threads: number;
}

/** Seconds on the clock. */
export interface SimilarityCost {
  readonly compareSeconds: number;
  /** The most resident bytes of the process while it compared. */
  readonly peakBytes: number;
  readonly bothSeconds: number;
  readonly oneSeconds: number;
  readonly sumSeconds: number;
  readonly nearestSeconds: number;
  readonly nearest64Seconds: number;
  /** Of the truth's first features, for whoever wants to compare. */
  readonly firstBest: readonly number[];
  readonly firstMatch: readonly number[];
}

const repeats = 5;
const compared = 1024;

answerParent(async ({ pair, threads }: SimilarityTask): Promise<SimilarityCost> => {
  const engine = createEngine({ providers: ['cpu'], threads });
  const startedAt = performance.now();
  const { ofTruth } = await engine.compareDictionaries(pair);
  const compareSeconds = (performance.now() - startedAt) / 1000;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const directions = await measureDirections(pair, threads);
  const { weights, width } = await readWeights(pair);
  const ask = (queries: number) => () =>
    engine.nearestFeatures({ among: pair.truth, query_QD: weights.slice(0, queries * width), width, count: 10 });
  await ask(1)();
  const sumSeconds = await leastSecondsOf(() => Promise.resolve(sumOf(weights)));
  const nearestSeconds = await leastSecondsOf(ask(1));
  const nearest64Seconds = await leastSecondsOf(ask(64));
  await engine.close();
  return {
    ...{ compareSeconds, peakBytes, ...directions, sumSeconds, nearestSeconds, nearest64Seconds },
    firstBest: [...ofTruth.cosine_N.subarray(0, compared)],
    firstMatch: [...ofTruth.match_N.subarray(0, compared)],
  };
});

async function readWeights({ truth }: VectorPair): Promise<{ weights: Float32Array; width: number }> {
  const { rows } = await readFeatureRows(truth);
  return { weights: rows.unit_ND, width: rows.width };
}

/** Both directions as they are always computed, and one of them alone; what is read is read before. */
async function measureDirections(pair: VectorPair, threads: number) {
  const { rows } = await readFeatureRows(pair.truth);
  const { rows: columns } = await readFeatureRows(pair.query);
  const products = await openProducts({ threads });
  const one = await openOneDirection(products, threads);
  const oneSeconds: number[] = [];
  const bothSeconds: number[] = [];
  for (let repeat = 0; repeat < 2; repeat++) {
    bothSeconds.push(await secondsOf(() => finish(maxCosines(rows, columns, { products }))));
    oneSeconds.push(await secondsOf(() => compareOneDirection(rows, columns, one)));
  }
  await Promise.all([products.close(), one.close()]);
  return { bothSeconds: Math.min(...bothSeconds), oneSeconds: Math.min(...oneSeconds) };
}

async function compareOneDirection(rows: UnitRows, columns: UnitRows, products: MatrixProducts): Promise<void> {
  const columnCodes = toColumnCodes(columns);
  const panelRows = panelRowsOf(paddedCount(columnCodes));
  const sides = { width: rows.width, panelRows, rows: toRowCodes(rows), columns: columnCodes };
  const { ofRows } = await finish(screenPanel(sides, products, 0));
  const best = new BestRows(rows, columns);
  await finish(settle({ best, maxima: ofRows, ownScales: sides.rows, otherScales: sides.columns, products }));
}

async function finish<T>(work: Work<T>): Promise<T> {
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function leastSecondsOf(work: () => Promise<unknown>): Promise<number> {
  const seconds: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) seconds.push(await secondsOf(work));
  return Math.min(...seconds);
}

/** One read of all weights. */
function sumOf(weights: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < weights.length; n++) sum += weights[n];
  return sum;
}
