/** A server in a process of its own, and asking it over one connection that stays open. */
import { fork, type ChildProcess } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { firstMessage } from './child.js';

export interface RunningServer {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Forks `bench/NAME.js`, which says its address. */
export async function startServer(name: string, words: readonly string[]): Promise<RunningServer> {
  const child = fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), words, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const address = await firstMessage<string>(child);
  return { child, url: new URL('/graphql', address).href };
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** The body of the answer. */
export function post(url: string, body: string): Promise<string> {
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
