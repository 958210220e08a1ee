/**
 * What HTTP and JSON cost by themselves: a node:http handler that does what any handler of a query must. It reads the
 * body, parses it, stringifies a given document for every request and sends it whole, with its length.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const documents = new Map<string, unknown>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { query } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly query?: unknown };
    const document = typeof query === 'string' ? documents.get(request.url ?? '') : undefined;
    const body = JSON.stringify(document ?? null);
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});

process.on('message', (message: 'cpu' | 'close' | { readonly path: string; readonly document: unknown }) => {
  if (message === 'cpu') process.send?.(process.cpuUsage());
  else if (message === 'close') process.exit(0);
  else documents.set(message.path, message.document);
});
server.listen(0, '127.0.0.1', () =>
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`),
);
