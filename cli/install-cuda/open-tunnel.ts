/** Connects to a server through the proxy that the environment names. */
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';

/** A socket to the URL's host, secured for https; undefined where no proxy is named. */
export async function openTunnel(url: URL, environment: NodeJS.ProcessEnv): Promise<Socket | undefined> {
  const proxy = findProxy(url, environment);
  if (!proxy) return undefined;
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const socket = await connectThrough(proxy, `${url.hostname}:${port}`);
  // Certificates are checked here: the proxy sees only what is encrypted.
  return url.protocol === 'https:' ? connectSecure({ socket, servername: url.hostname }) : socket;
}

/** The proxy for this URL by HTTPS_PROXY or HTTP_PROXY, and NO_PROXY, in capitals or not; undefined without one. */
export function findProxy(url: URL, environment: NodeJS.ProcessEnv): URL | undefined {
  const valueOf = (name: string): string | undefined => environment[name] ?? environment[name.toLowerCase()];
  const proxy = valueOf(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (!proxy) return undefined;
  const exempt = (valueOf('NO_PROXY') ?? '').split(',').map((host) => host.trim().replace(/^\*?\./, ''));
  const isExempt = (host: string): boolean =>
    host !== '' && (host === '*' || url.hostname === host || url.hostname.endsWith(`.${host}`));
  return exempt.some(isExempt) ? undefined : new URL(proxy.includes('://') ? proxy : `http://${proxy}`);
}

function connectThrough(proxy: URL, target: string): Promise<Socket> {
  const { username, password } = proxy;
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const asked = request({
    host: proxy.hostname,
    port: Number(proxy.port) || 80,
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...(username ? { 'proxy-authorization': `Basic ${credentials}` } : {}) },
  });
  return new Promise((resolve, reject) => {
    asked.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket as Socket);
      socket.destroy();
      reject(new Error(`the proxy ${proxy.host} answers ${statusCode} for ${target}`));
    });
    asked.once('error', reject);
    asked.end();
  });
}
