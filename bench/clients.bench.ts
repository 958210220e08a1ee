/** What several clients of the engine get at once, what one of them pays for it, and what readers of stored data notice. */
import { atLeast, atMost, reported } from './bench-row.js';
import type { BenchRow } from './bench-row.js';
import { inChild } from './child.js';
import { importKnownModel, type KnownModel } from './known-model.js';
import { openLeanClient, type LeanClient } from './lean-client.js';
import type { HarvestTask } from './measure-harvest.js';
import { median, quantile } from './quantile.js';
import { cpuMicros, startServer, type RunningServer } from './running-server.js';
import { inTemporaryFolder } from './temporary-folder.js';

const crowd = 16;
const promptTokens = 20;
const rounds = 10;
const roundMs = 1200;
const pairs = 600;
/** The same for every server: until then the compiler works beside it. */
const warmUp = 1000;
const reads = 300;
/** Clients that keep the engine busy while stored data are read, and how many prompts each of them asks about at once. */
const busy = { clients: 4, prompts: 32 };

type Ask = (client: LeanClient, prompts?: number) => Promise<unknown>;

export function benchClients(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const known = await importKnownModel(folder);
    const task: HarvestTask = { folder, dictionary: known.dictionary, corpus: known.corpus, maxTokens: 60_000 };
    await inChild('measure-harvest', task);
    const server = await startServer('served', [folder]);
    const alone = await startServer('served', [folder, 'SAEQL_BATCH_TOKENS=0']);
    const ask = await createAsk(server, known);
    const rows = [
      ...(await measureLatency({ server, alone }, ask)),
      ...(await measureThroughput(server, ask)),
      ...(await measureReads(server, ask, known)),
    ];
    for (const { child } of [server, alone]) child.send('close');
    return rows;
  });
}

const query = `query ($dictionary: String!, $prompts: [PromptInput!]!) {
  featureActivations(dictionaries: [$dictionary], prompts: $prompts) { sparse { position feature activation } }
}`;

/** Asks for the activations on beginnings of harvested contexts, one after the other. */
async function createAsk({ url }: RunningServer, { dictionary }: KnownModel): Promise<Ask> {
  const client = await openLeanClient(url);
  const fields = 'nodes { topContexts(first: 5) { nodes { tokenIds } } }';
  const body = JSON.stringify({ query: `{ features(dictionary: "${dictionary}", first: 100) { ${fields} } }` });
  const answer = (await client.post(body)).toString();
  client.close();
  const texts = Array.from(answer.matchAll(/"tokenIds":\[([\d,]*)\]/g), ([, ids]) => ids.split(',').map(Number));
  const known = texts
    .filter((ids) => ids.length >= promptTokens)
    .map((ids) => ({ tokenIds: ids.slice(0, promptTokens) }));
  let asked = 0;
  const next = (): unknown => known[asked++ % known.length];
  return (asking, prompts = 1) =>
    asking.post(JSON.stringify({ query, variables: { dictionary, prompts: Array.from({ length: prompts }, next) } }));
}

interface Throughput {
  readonly perSecond: number;
  /** CPU time of the server for one request. */
  readonly cpuMs: number;
}

/** Rounds of one client and of many take turns. */
async function measureThroughput(server: RunningServer, ask: Ask): Promise<BenchRow[]> {
  const clients = await openClients(server.url, crowd);
  await repeat(warmUp, () => ask(clients[0]));
  const [one, many]: [Throughput[], Throughput[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    one.push(await throughput(server, clients.slice(0, 1), ask));
    many.push(await throughput(server, clients, ask));
  }
  for (const client of clients) client.close();
  const ratios = many.map(({ perSecond }, round) => perSecond / one[round].perSecond);
  const middle = (of: readonly Throughput[], what: keyof Throughput): number => median(of.map((each) => each[what]));
  const what = `prompts of ${promptTokens} tokens`;
  const name = `${what}: throughput of ${crowd} clients / of one`;
  return [
    atLeast({ what: name, value: median(ratios), unit: 'times' }, 3),
    reported({ what: 'the same, the least of the rounds', value: Math.min(...ratios), unit: 'times' }),
    reported({ what: 'the same, the largest of the rounds', value: Math.max(...ratios), unit: 'times' }),
    reported({ what: `${what}: one client`, value: middle(one, 'perSecond'), unit: '/s' }),
    reported({ what: `${what}: ${crowd} clients`, value: middle(many, 'perSecond'), unit: '/s' }),
    reported({ what: `${what}: CPU a request, one client`, value: middle(one, 'cpuMs'), unit: 'ms' }),
    reported({ what: `${what}: CPU a request, ${crowd} clients`, value: middle(many, 'cpuMs'), unit: 'ms' }),
  ];
}

async function throughput(server: RunningServer, clients: readonly LeanClient[], ask: Ask): Promise<Throughput> {
  const before = await cpuMicros(server);
  const startedAt = performance.now();
  let done = 0;
  const work = async (client: LeanClient): Promise<void> => {
    for (; performance.now() - startedAt < roundMs; done++) await ask(client);
  };
  await Promise.all(clients.map(work));
  const perSecond = (1000 * done) / (performance.now() - startedAt);
  return { perSecond, cpuMs: ((await cpuMicros(server)) - before) / 1000 / done };
}

interface Pair {
  readonly server: RunningServer;
  /** Runs every prompt alone. */
  readonly alone: RunningServer;
}

/** Questions to the two take turns. */
async function measureLatency({ server, alone }: Pair, ask: Ask): Promise<BenchRow[]> {
  const [[batching], [separate]] = [await openClients(server.url, 1), await openClients(alone.url, 1)];
  for (const client of [batching, separate]) await repeat(warmUp, () => ask(client));
  const [on, off]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair++) {
    on.push(await timed(() => ask(batching)));
    off.push(await timed(() => ask(separate)));
  }
  for (const client of [batching, separate]) client.close();
  const what = "one client's latency, batching on / off";
  return [
    atMost({ what: `${what}, medians`, value: median(on) / median(off), unit: 'times' }, 1.1),
    reported({ what: `${what}, 90 of 100 are below`, value: quantile(on, 0.9) / quantile(off, 0.9), unit: 'times' }),
    reported({ what: "one client's latency, median", value: median(on), unit: 'ms' }),
  ];
}

const contexts = 'topContexts(first: 20) { nodes { rank text packedTokenIds packedActivations } }';

/** Rounds in which the engine idles and in which it never does take turns. */
async function measureReads({ url }: RunningServer, ask: Ask, { dictionary }: KnownModel): Promise<BenchRow[]> {
  const [reader, ...askers] = await openClients(url, 1 + busy.clients);
  const body = JSON.stringify({ query: `{ feature(dictionary: "${dictionary}", index: 7) { index ${contexts} } }` });
  const read = (): Promise<unknown> => reader.post(body);
  await repeat(warmUp, read);
  const [idle, saturated]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    await repeat(reads, async () => idle.push(await timed(read)));
    await whileBusy(askers, ask, () => repeat(reads, async () => saturated.push(await timed(read))));
  }
  for (const client of [reader, ...askers]) client.close();
  const ratio = (share: number): number => quantile(saturated, share) / quantile(idle, share);
  const what = 'reads of a feature with 20 contexts, engine saturated / idle';
  return [
    atMost({ what: `${what}, p99`, value: ratio(0.99), unit: 'times' }, 3),
    reported({ what: `${what}, p50`, value: ratio(0.5), unit: 'times' }),
    reported({ what: 'the same while the engine idles, p99', value: quantile(idle, 0.99), unit: 'ms' }),
    reported({ what: 'the same while it is saturated, p99', value: quantile(saturated, 0.99), unit: 'ms' }),
  ];
}

/** Runs the work while clients ask without a pause. */
async function whileBusy(askers: readonly LeanClient[], ask: Ask, work: () => Promise<unknown>): Promise<void> {
  let isOver = false;
  const keepAsking = async (client: LeanClient): Promise<void> => {
    while (!isOver) await ask(client, busy.prompts);
  };
  const asking = askers.map(keepAsking);
  await work();
  isOver = true;
  await Promise.all(asking);
}

function openClients(url: string, count: number): Promise<LeanClient[]> {
  return Promise.all(Array.from({ length: count }, () => openLeanClient(url)));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time++) await work();
}
