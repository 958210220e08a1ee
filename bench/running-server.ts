/** Servers in processes of their own, and requests to them. */
import { fork, type ChildProcess } from 'node:child_process';
import type { Agent } from 'node:http';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { firstMessage } from './child.js';

export interface RunningServer {
  readonly child: ChildProcess;
  /** Where it answers GraphQL. */
  readonly url: string;
}

/** Forks `bench/NAME.js`, which says its address and closes when it is told to. */
export async function startServer(name: string, words: readonly string[]): Promise<RunningServer> {
  const child = fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), words, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const address = await firstMessage<string>(child);
  return { child, url: new URL('/graphql', address).href };
}

/** CPU time that it has used, in microseconds. */
export async function cpuMicros({ child }: RunningServer): Promise<number> {
  const answer = firstMessage<NodeJS.CpuUsage>(child);
  child.send('cpu');
  const { user, system } = await answer;
  return user + system;
}

/** The body of the answer. */
export function post(url: string, body: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    };
    const sent = request(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts).toString()));
    });
    sent.on('error', reject).end(body);
  });
}

/** As `post`, for a body that must be answered without an error. */
export async function postGood(url: string, body: string, agent: Agent): Promise<string> {
  const answer = await post(url, body, agent);
  if (answer.includes('"errors"')) throw new Error(answer.slice(0, 500));
  return answer;
}
