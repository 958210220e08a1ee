/** Feature activations of a prompt over HTTP, beside torch's time for the same ones of the same weights. */
import { Agent } from 'node:http';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '../domain/seeded-random.js';
import { atMost, reported } from './bench-row.js';
import type { BenchRow } from './bench-row.js';
import { hasTorch, startTorch, type TorchAnswer, type TorchBaseline } from './inference-baseline.js';
import { pythiaShape } from './pythia-model.js';
import { pythiaNames, registerPythiaWorld } from './pythia-world.js';
import { median, quantile } from './quantile.js';
import { postGood, startServer } from './running-server.js';
import { inTemporaryFolder } from './temporary-folder.js';

const tokens = 128;
const warmUp = 5;
const rounds = 40;
const interventionRounds = 10;
/** Threads of the one that has just worked spin on for a while, and would take time from the next. */
const restMs = 50;

const query = `query ($dictionary: String!, $tokenIds: [Int!]!) {
  featureActivations(dictionaries: [$dictionary], prompts: [{ tokenIds: $tokenIds }]) {
    sparse { position feature activation }
  }
}`;

type Packed = Readonly<Record<'position' | 'feature' | 'activation', string>>;

interface Timed {
  readonly seconds: number;
  readonly sparse: Packed;
}

export function benchInference(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const world = await registerPythiaWorld(folder);
    const isThere = await hasTorch();
    if (!isThere) console.log('SKIPPED: the comparison with torch: there is no /usr/bin/python3 with torch and onnx');
    const rows: BenchRow[] = [];
    for (const threads of new Set([1, availableParallelism()])) {
      const torch = isThere ? startTorch(world, threads) : undefined;
      const server = await startServer('served', [world.data, `SAEQL_THREADS=${threads}`]);
      rows.push(...toRows(await measure(server.url, torch), threads), await measureInterventions(server.url, threads));
      torch?.close();
      server.child.send('close');
    }
    return rows;
  });
}

const random = createRandom(6);
const randomPrompt = (): number[] =>
  Array.from({ length: tokens }, () => Math.floor(random() * pythiaShape.vocabulary));

const threadsNamed = (threads: number): string => (threads === 1 ? '1 thread' : `${threads} threads`);

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const change = `query ($feature: FeatureInput!, $value: Float!, $tokenIds: [Int!]!) {
  intervene(
    model: "${pythiaNames.model}"
    interventions: [{ setFeature: { feature: $feature, value: $value } }]
    prompts: [{ tokenIds: $tokenIds }]
  ) { lossAfter klDivergence }
}`;

/** Another change of one prompt, and the same change of other prompts, take turns. */
async function measureInterventions(url: string, threads: number): Promise<BenchRow> {
  const feature = { dictionary: pythiaNames.dictionary, index: 7 };
  const seconds = async (tokenIds: readonly number[], value: number): Promise<number> => {
    const startedAt = performance.now();
    await postGood(url, JSON.stringify({ query: change, variables: { feature, value, tokenIds } }), agent);
    return (performance.now() - startedAt) / 1000;
  };
  const [again, anew]: [number[], number[]] = [[], []];
  for (let round = 0; round < interventionRounds; round++) {
    const prompt = randomPrompt();
    anew.push(await seconds(prompt, 1));
    again.push(await seconds(prompt, 2));
  }
  return reported({
    what: `an intervention in layer 3 on a known prompt / on a new one, ${threadsNamed(threads)}`,
    value: median(again) / median(anew),
    unit: 'times',
  });
}

async function askServer(url: string, tokenIds: readonly number[]): Promise<Timed> {
  const body = JSON.stringify({ query, variables: { dictionary: pythiaNames.dictionary, tokenIds } });
  const startedAt = performance.now();
  const answer = await postGood(url, body, agent);
  const { data } = JSON.parse(answer) as { data: { featureActivations: [{ sparse: Packed }] } };
  return { seconds: (performance.now() - startedAt) / 1000, sparse: data.featureActivations[0].sparse };
}

interface Round {
  readonly ours: number;
  readonly theirs: TorchAnswer | undefined;
}

/** The two take turns, so that both meet the same noise. */
async function measure(url: string, torch: TorchBaseline | undefined): Promise<Round[]> {
  const measured: Round[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const prompt = randomPrompt();
    const { seconds: ours, sparse } = await askServer(url, prompt);
    await pause(restMs);
    const theirs = await torch?.ask(prompt);
    await pause(restMs);
    if (theirs) checkAgainst(theirs, sparse);
    if (round >= 0) measured.push({ ours, theirs });
  }
  return measured;
}

function toRows(measured: readonly Round[], threads: number): BenchRow[] {
  const what = `feature activations of ${tokens} tokens over HTTP, ${threadsNamed(threads)}`;
  const ours = measured.map((round) => round.ours);
  const theirs = measured.flatMap((round) => round.theirs ?? []);
  const row = reported({ what: `${what}, median`, value: 1000 * median(ours), unit: 'ms' });
  if (theirs.length === 0) return [row];
  const dense = theirs.map((answer) => answer.dense);
  const sparse = theirs.map((answer) => answer.sparse);
  const ratios = ours.map((seconds, round) => seconds / dense[round]);
  const unit = 'times';
  return [
    row,
    atMost({ what: `${what} / torch's dense ones, medians`, value: median(ours) / median(dense), unit }, 1.1),
    reported({
      what: `${what} / torch's dense ones, best of each`,
      value: Math.min(...ours) / Math.min(...dense),
      unit,
    }),
    reported({ what: 'the ratio of a round: a tenth is below', value: quantile(ratios, 0.1), unit }),
    reported({ what: 'the ratio of a round: a tenth is above', value: quantile(ratios, 0.9), unit }),
    reported({ what: `${what} / torch's, listed as ours are, medians`, value: median(ours) / median(sparse), unit }),
  ];
}

/** float32 sums of 512 products behind three layers of the like; what fires more weakly may not fire for the other. */
const tolerance = 1e-4;

function checkAgainst({ position, feature, activation }: TorchAnswer, sparse: Packed): void {
  const [positions, features] = [unpackInts(sparse.position), unpackInts(sparse.feature)];
  const strengths = new Float32Array(bytesOf(sparse.activation));
  const keyed = (at: ArrayLike<number>, of: ArrayLike<number>, values: ArrayLike<number>): Map<number, number> =>
    new Map(Array.from(values, (value, n) => [at[n] * 2 ** 20 + of[n], value]));
  const [ours, theirs] = [keyed(positions, features, strengths), keyed(position, feature, activation)];
  if (theirs.size < tokens) throw new Error(`only ${theirs.size} features fire`);
  for (const key of new Set([...ours.keys(), ...theirs.keys()]))
    if (Math.abs((ours.get(key) ?? 0) - (theirs.get(key) ?? 0)) > tolerance)
      throw new Error(`${key}: ${ours.get(key)} is not torch's ${theirs.get(key)}`);
}

function bytesOf(base64: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(base64, 'base64')).buffer;
}

const unpackInts = (base64: string): Uint32Array => new Uint32Array(bytesOf(base64));
