/** /graphql: queries and mutations, through Apollo. */
import type { ServerResponse } from 'node:http';
import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { OperationContext } from '../operation-context.js';
import type { Limits } from '../../services/services.js';
import { startDeadline } from '../limits/deadline.js';
import { etagOf, isKnown } from './etag.js';
import type { Exchange, Route } from './exchange.js';
import { readJson } from './read-json.js';

interface GraphQLRouteOptions {
  readonly apollo: ApolloServer<OperationContext>;
  readonly limits: Limits;
  readonly createContext: (exchange: Exchange, signal: AbortSignal) => OperationContext;
}

export function createGraphQLRoute({ apollo, limits, createContext }: GraphQLRouteOptions): Route {
  return async (exchange) => {
    const { request, response, url } = exchange;
    const deadline = startDeadline(response, limits.deadlineMs);
    try {
      const body = request.method === 'POST' ? await readJson(request, limits.maxBodyBytes) : undefined;
      const answer = await Promise.race([
        deadline.passed,
        apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: {
            method: request.method ?? 'GET',
            headers: headersOf(exchange),
            search: url.search,
            body,
          },
          context: async () => createContext(exchange, deadline.signal),
        }),
      ]);
      await send(answer, exchange);
    } finally {
      deadline.clear();
    }
  };
}

function headersOf({ request }: Exchange): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

async function send(answer: HTTPGraphQLResponse, { request, response }: Exchange): Promise<void> {
  response.statusCode = answer.status ?? 200;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (answer.body.kind === 'complete') return sendWhole(answer.body.string, request.method, response);
  for await (const chunk of answer.body.asyncIterator) response.write(chunk);
  response.end();
}

/** Only GET is remembered by clients and proxies; these ask again each time, and are told when nothing changed. */
function sendWhole(body: string, method: string | undefined, response: ServerResponse): void {
  if (method === 'GET' && response.statusCode === 200) {
    const tag = etagOf(body);
    response.setHeader('etag', tag);
    response.setHeader('cache-control', 'private, no-cache');
    if (isKnown(tag, response.req.headers['if-none-match'])) {
      response.removeHeader('content-length');
      response.writeHead(304).end();
      return;
    }
  }
  response.end(body);
}
