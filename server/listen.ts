/** Makes a server listen. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { ResearchError } from '../domain/errors.js';
import type { Config } from './config.js';

/** Returns the address, such as http://127.0.0.1:4000; throws CONFIG_INVALID when the port or the host cannot be had. */
export async function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The server cannot listen at ${host}, port ${port}: ${reason}.`;
    throw new ResearchError('CONFIG_INVALID', message, {
      at: 'SAEQL_PORT',
      fix: 'Stop what listens there, or choose another port.',
      cause: error,
    });
  }
  const address = server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${listening}`;
}
