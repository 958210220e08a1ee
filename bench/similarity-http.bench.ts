/** Similarities over HTTP: the nearest features beside one read of the weights, and a stored similarity beside a feature. */
import { readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { SimilarityArrays, SimilarityRecord } from '../domain/similarity.js';
import { createRandom } from '../domain/seeded-random.js';
import { openServices } from '../server/open-services.js';
import type { Store } from '../store/store.js';
import { benchConfig } from './bench-config.js';
import { atMost, reported, type BenchRow } from './bench-row.js';
import { writeGaussianDictionary } from './gaussian-dictionary.js';
import { addHarvested, imaginedModel } from './imagined-harvests.js';
import { postGood, startServer } from './running-server.js';
import { inTemporaryFolder } from './temporary-folder.js';

const features = 32_768;
const width = 512;
/** The things compared take turns, one request each, so that both meet the same noise. */
const turnsOfNearest = 40;
const turnsOfStored = 2000;
/** Until then the compiler's threads work beside the server. */
const warmUp = 1500;

type Ask = (fields: string) => Promise<string>;

export function benchSimilarityHttp(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const { names, weights } = await fillStore(folder);
    const server = await startServer('served', [folder]);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask: Ask = (fields) => postGood(server.url, JSON.stringify({ query: `{ ${fields} }` }), agent);
    const rows = [...(await compareNearest(ask, names[0], weights)), ...(await compareStored(ask, names))];
    agent.destroy();
    server.child.send('close');
    return rows;
  });
}

async function compareNearest(ask: Ask, dictionary: string, weights: Float32Array): Promise<BenchRow[]> {
  const nearest = (index: number) => () =>
    ask(`feature(dictionary: "${dictionary}", index: ${index}) { nearest(first: 10) { cosine feature { index } } }`);
  for (let turn = 0; turn < 3; turn++) await nearest(turn)();
  const [plain, wide, ours]: [number[], number[], number[]] = [[], [], []];
  for (let turn = 0; turn < turnsOfNearest; turn++) {
    plain.push(await msOf(() => Promise.resolve(sumOf(weights))));
    ours.push(await msOf(nearest(100 * turn)));
    wide.push(await msOf(() => Promise.resolve(fourSumsOf(weights))));
  }
  const what = 'HTTP: nearest 10 of one feature among 32,768';
  return [
    atMost({ what: `${what} / a sum over the weights, p50`, value: median(ours) / median(plain), unit: 'times' }, 3),
    reported({ what: 'the same, the least of each', value: quantile(ours, 0) / quantile(plain, 0), unit: 'times' }),
    reported({ what: 'the same beside four sums at once, p50', value: median(ours) / median(wide), unit: 'times' }),
    reported({ what: `${what}, p50`, value: median(ours), unit: 'ms' }),
    reported({ what: 'sum += weights[n] over their 67 MB, p50', value: median(plain), unit: 'ms' }),
  ];
}

const statistics = 'frequency firings maxActivation meanActivation topTokenShare tokensFor90Percent';
const numbers =
  'meanMaxCosine reverse randomBaseline randomDeviation reverseBaseline reverseDeviation truthCount queryCount';

async function compareStored(ask: Ask, [truth, query]: readonly string[]): Promise<BenchRow[]> {
  const feature = () => ask(`feature(dictionary: "${truth}", index: 7) { id index statistics { ${statistics} } }`);
  const stored = (fields: string) => () => ask(`similarity(truth: "${truth}", query: "${query}") { id ${fields} }`);
  const rows: BenchRow[] = [];
  for (const [what, fields, bar] of [
    ['its numbers', numbers, 1],
    ['with shares, histogram and matching', `${numbers} fractionAbove histogram { counts } matched { meanCosine fractionAbove }`], // prettier-ignore
    ['with 20 matches by falling cosine', `${numbers} matches(orderBy: COSINE_DESC) { nodes { cosine truth { index } query { index } } }`], // prettier-ignore
  ] as const) {
    rows.push(...(await takeTurns({ what: `HTTP: a stored similarity, ${what}`, bar }, feature, stored(fields))));
  }
  return rows;
}

interface Named {
  readonly what: string;
  readonly bar?: number;
}

async function takeTurns(
  { what, bar }: Named,
  theirs: () => Promise<string>,
  ours: () => Promise<string>,
): Promise<BenchRow[]> {
  for (let turn = 0; turn < warmUp; turn++) await ours().then(theirs);
  const [ourMs, theirMs]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turnsOfStored; turn++) {
    ourMs.push(await msOf(ours));
    theirMs.push(await msOf(theirs));
  }
  const ratio = {
    what: `${what} / a feature, p50`,
    value: median(ourMs) / median(theirMs),
    unit: 'times',
  };
  return [
    bar === undefined ? reported(ratio) : atMost(ratio, bar),
    reported({ what: 'the same, p99', value: quantile(ourMs, 0.99) / quantile(theirMs, 0.99), unit: 'times' }),
    reported({ what, value: median(ourMs), unit: 'ms' }),
  ];
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** One read of all weights, as anybody would write it: each addition waits for the one before. */
function sumOf(weights: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < weights.length; n++) sum += weights[n];
  return sum;
}

/** The same read as fast as memory lets it be in Node. */
function fourSumsOf(weights: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let n = 0; n < weights.length; n += 4) {
    a += weights[n];
    b += weights[n + 1];
    c += weights[n + 2];
    d += weights[n + 3];
  }
  return a + b + c + d;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);
function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * values.length)];
}

/** Real weights, on which the nearest are looked for; what was found of single features is imagined. */
async function fillStore(folder: string): Promise<{ names: readonly string[]; weights: Float32Array }> {
  const { store, close } = await openServices(benchConfig(folder));
  store.models.add(imaginedModel);
  const digest = 'e'.repeat(64);
  const written = store.blobs.dictionaryFolder(digest);
  await writeGaussianDictionary({ folder: written, size: features, width, seed: 0 });
  const names = [
    await addHarvested(store, { number: 0, features, digest }),
    await addHarvested(store, { number: 1, features }),
  ];
  storeSimilarity(store, names);
  await close();
  const { buffer } = new Uint8Array(await readFile(join(written, 'vectors.f32')));
  return { names, weights: new Float32Array(buffer) };
}

function storeSimilarity(store: Store, [truth, query]: readonly string[]): void {
  const [truthContent, queryContent] = [truth, query].map((name) => store.dictionaries.find(name)!.digest);
  store.similarityArrays.write(imagined.id, imaginedArrays());
  const named = { truth, query, truthContent, queryContent, truthDigest: truthContent, queryDigest: queryContent };
  store.similarities.add({ ...imagined, ...named }, [truthContent, queryContent, 'DECODER']);
}

const imagined: Omit<
  SimilarityRecord,
  'truth' | 'query' | 'truthContent' | 'queryContent' | 'truthDigest' | 'queryDigest'
> = {
  ...{ id: 'imagined', vectors: 'DECODER', meanMaxCosine: 0.31, reverse: 0.3 },
  ...{ truthCount: features, queryCount: features, truthZeroVectors: 0, queryZeroVectors: 0 },
  ...{ randomBaseline: 0.18, randomDeviation: 1e-4, reverseBaseline: 0.18, reverseDeviation: 1e-4 },
  truthIndexRange: features,
  matched: { meanCosine: 0.28, count: features, exact: false },
  ...{ version: '0', finishedAt: new Date(0).toISOString() },
};

function imaginedArrays(): SimilarityArrays {
  const random = createRandom(1);
  const index_N = Uint32Array.from({ length: features }, (_, index) => index);
  const match_N = Uint32Array.from({ length: features }, () => Math.floor(features * random()));
  const cosine_N = Float32Array.from({ length: features }, random);
  return {
    ...{ truthFeature_N: index_N, truthCosine_N: cosine_N, truthMatch_N: match_N },
    ...{ queryFeature_N: index_N, queryCosine_N: cosine_N, queryMatch_N: match_N },
    ...{ pairTruth_N: index_N, pairQuery_N: index_N, pairCosine_N: cosine_N },
  };
}
