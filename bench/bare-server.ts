/** What HTTP and JSON cost by themselves: a node:http handler that stringifies a given document for every request. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const documents = new Map<string, unknown>();

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const body = JSON.stringify(documents.get(request.url ?? ''));
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
