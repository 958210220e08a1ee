/** Sends whole answers. */
import type { ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';

export function sendText(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8') {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}

/** An answer that consists of one error, in GraphQL's form. */
export function sendError(response: ServerResponse, status: number, error: GraphQLFormattedError): void {
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  sendText(response, status, `${JSON.stringify({ errors: [error] })}\n`, 'application/json; charset=utf-8');
}
