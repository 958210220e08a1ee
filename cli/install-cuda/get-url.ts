/** Asks for a URL, through the proxy of the environment, and follows where it is sent. */
import type { IncomingMessage } from 'node:http';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { openTunnel } from './open-tunnel.js';

const mostRedirects = 5;
const idleMs = 60_000;

/** The answer of status 200, its body to be read. Throws with the URL for any other. */
export async function getUrl(url: URL, environment: NodeJS.ProcessEnv, redirects = 0): Promise<IncomingMessage> {
  const response = await ask(url, environment);
  const { statusCode = 0, headers } = response;
  if (statusCode === 200) return response;
  response.destroy();
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined && redirects < mostRedirects) {
    const next = new URL(headers.location, url);
    // Down to an unsecured host nothing is followed.
    if (next.protocol === url.protocol) return getUrl(next, environment, redirects + 1);
  }
  throw new Error(`${url.href} answers with status ${statusCode}`);
}

/** NuGet keeps some documents compressed and sends them so to whoever asks. */
export async function getJson<T>(url: URL, environment: NodeJS.ProcessEnv): Promise<T> {
  const response = await getUrl(url, environment);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const text = response.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  return JSON.parse(text.toString('utf8')) as T;
}

async function ask(url: URL, environment: NodeJS.ProcessEnv): Promise<IncomingMessage> {
  const socket = await openTunnel(url, environment);
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      // An agent, `false` included, would connect by itself.
      ...(socket ? { createConnection: () => socket } : {}),
      headers: { 'user-agent': 'saeql', 'accept-encoding': 'identity', connection: 'close' },
    });
    asked.setTimeout(idleMs, () => asked.destroy(new Error(`${url.host} was silent for ${idleMs / 1000} seconds`)));
    asked.once('response', resolve);
    asked.once('error', reject);
    asked.end();
  });
}
