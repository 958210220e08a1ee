/** A NuGet feed with one package, and a proxy, both on this machine. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function listen(t: TestContext, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return portOf(server);
}

export interface FeedContents {
  /** In lower case. */
  readonly id: string;
  readonly version: string;
  readonly archive: Uint8Array;
  /** What the catalogue says of it; default: the truth. */
  readonly sha512?: string;
}

/** URL of the feed's index. The package lies behind a redirect, as behind a content network. */
export async function startFeed(t: TestContext, { id, version, archive, sha512 }: FeedContents): Promise<string> {
  const truth = createHash('sha512').update(archive).digest('base64');
  const server = createServer((request, response) => {
    const at = (path: string): string => `http://127.0.0.1:${portOf(server)}${path}`;
    const answers: Record<string, unknown> = {
      '/index.json': {
        resources: [
          { '@id': at('/leaves'), '@type': 'RegistrationsBaseUrl/3.6.0' },
          { '@id': at('/content/'), '@type': 'PackageBaseAddress/3.0.0' },
        ],
      },
      [`/leaves/${id}/${version}.json`]: { catalogEntry: at('/catalogue/1.json') },
      '/catalogue/1.json': { packageHash: sha512 ?? truth, packageHashAlgorithm: 'SHA512' },
    };
    const path = request.url ?? '';
    if (path === `/content/${id}/${version}/${id}.${version}.nupkg`)
      response.writeHead(302, { location: '/stored' }).end();
    else if (path === '/stored') response.end(archive);
    else if (path.startsWith('/leaves/') && path in answers)
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(answers[path])));
    else if (path in answers) response.end(JSON.stringify(answers[path]));
    else response.writeHead(404).end();
  });
  await listen(t, server);
  return `http://127.0.0.1:${portOf(server)}/index.json`;
}

export interface TestProxy {
  readonly url: string;
  /** What it was asked to connect to, with the credentials. */
  readonly asked: readonly string[];
}

/** A proxy that connects whoever has the password. */
export async function startProxy(t: TestContext, password: string): Promise<TestProxy> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', ({ url = '', headers }, socket) => {
    const [, code = ''] = (headers['proxy-authorization'] ?? '').split(' ');
    const credentials = Buffer.from(code, 'base64').toString();
    asked.push(`${credentials} ${url}`);
    if (credentials !== `saeql:${password}`) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const [host, port] = url.split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on('error', () => [onward, socket].forEach((each) => each.destroy()));
  });
  const port = await listen(t, server);
  return { url: `http://saeql:${password}@127.0.0.1:${port}`, asked };
}
