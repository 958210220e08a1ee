/** CPU time of a GraphQL request, beside that of a bare handler that answers the same bytes with JSON.stringify. */
import { Agent } from 'node:http';
import type { BenchRow } from './bench-row.js';
import { atMost, reported } from './bench-row.js';
import { inChild } from './child.js';
import { importKnownModel } from './known-model.js';
import type { HarvestTask } from './measure-harvest.js';
import { cpuMicros, post, postGood, startServer, type RunningServer } from './running-server.js';
import { inTemporaryFolder } from './temporary-folder.js';

interface Question {
  readonly what: string;
  readonly bar: number;
  readonly query: (dictionary: string) => string;
}

const statistics = 'statistics { frequency firings maxActivation meanActivation topTokenShare tokensFor90Percent }';
const contexts = (fields: string): string =>
  `topContexts(first: 20) { nodes { rank document start peak maxActivation ${fields} } }`;

const questions: readonly Question[] = [
  {
    what: 'page of 50 features with statistics',
    bar: 2.5,
    query: (dictionary) =>
      `{ features(dictionary: "${dictionary}", first: 50) { nodes { id index ${statistics} } pageInfo { hasNextPage endCursor } } }`,
  },
  {
    what: 'one feature, 20 contexts of 64 tokens, packed fields',
    bar: 2.5,
    query: (dictionary) =>
      `{ feature(dictionary: "${dictionary}", index: 7) { index ${contexts('text packedTokenIds packedActivations')} } }`,
  },
  {
    what: 'one feature, 20 contexts of 64 tokens, list fields',
    bar: 4,
    query: (dictionary) =>
      `{ feature(dictionary: "${dictionary}", index: 7) { index ${contexts('tokens tokenIds activations')} } }`,
  },
];

/** Until then the compiler's threads work beside the server, and their time is counted as its own. */
const warmUp = 2000;
const rounds = 5;
const requestsARound = 300;

export function benchHttp(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const { dictionary, corpus } = await importKnownModel(folder);
    const task: HarvestTask = { folder, dictionary, corpus, maxTokens: 60_000 };
    await inChild('measure-harvest', task);
    const ours = await startServer('served', [folder]);
    const bare = await startServer('bare-server', []);
    const rows: BenchRow[] = [];
    for (const question of questions) rows.push(...(await compare(question, dictionary, { ours, bare })));
    for (const { child } of [ours, bare]) child.send('close');
    return rows;
  });
}

/** The two take turns, so that both meet the same noise; the median ratio of the rounds counts. */
async function compare(
  { what, bar, query }: Question,
  dictionary: string,
  servers: { readonly ours: RunningServer; readonly bare: RunningServer },
): Promise<BenchRow[]> {
  const body = JSON.stringify({ query: query(dictionary) });
  const answer = await postGood(servers.ours.url, body, agent);
  servers.bare.child.send({ path: '/graphql', document: JSON.parse(answer) });
  for (const { url } of [servers.ours, servers.bare]) await repeat(warmUp, () => post(url, body, agent));
  const measured: { readonly ours: number; readonly bare: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    measured.push({ ours: await cpuMsARequest(servers.ours, body), bare: await cpuMsARequest(servers.bare, body) });
  }
  measured.sort((a, b) => a.ours / a.bare - b.ours / b.bare);
  const { ours, bare } = measured[Math.floor(rounds / 2)];
  return [
    atMost({ what: `HTTP: ${what}, CPU beside a bare handler`, value: ours / bare, unit: 'times' }, bar),
    reported({ what: `HTTP: ${what}, CPU a request`, value: ours, unit: 'ms' }),
    reported({ what: `HTTP: ${what}, bytes`, value: answer.length, unit: 'B' }),
  ];
}

async function cpuMsARequest(server: RunningServer, body: string): Promise<number> {
  const before = await cpuMicros(server);
  await repeat(requestsARound, () => post(server.url, body, agent));
  return ((await cpuMicros(server)) - before) / 1000 / requestsARound;
}

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time++) await work();
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
