/** The front of the server: one life of a request, from its id to its answer, whatever happens in between. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { errorCatalogue, ResearchError } from '../../domain/errors.js';
import { formatError, isProtocolError, maskedError, researchErrorView } from '../format-error.js';
import type { Principal } from '../auth.js';
import type { Logger } from '../log.js';
import type { Metrics } from '../metrics.js';
import type { ErrorReporter } from '../report-errors.js';
import type { Exchange, Route } from './exchange.js';
import { requestIdOf } from './request-id.js';
import { sendError } from './send.js';

export interface RouteEntry {
  readonly answer: Route;
  /** Answered without asking who calls. */
  readonly open?: true;
}

interface FrontOptions {
  /** By path. */
  readonly routes: ReadonlyMap<string, RouteEntry>;
  /** Aborted when the server closes. */
  readonly closing: AbortSignal;
  readonly authenticate: (request: IncomingMessage) => Principal;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly reportError: ErrorReporter;
}

const stranger: Principal = { name: 'anyone', role: 'read' };

export function createFront(options: FrontOptions): RequestListener {
  return (request, response) => {
    const requestId = requestIdOf(request);
    const url = urlOf(request);
    response.setHeader('x-request-id', requestId);
    observe({ request, response, url, requestId }, options);
    answer(url, { request, response, requestId }, options).catch((error: unknown) => {
      options.reportError(error, requestId);
      answerError(error, response, requestId);
    });
  };
}

/** Joined as text: resolved as a reference, `//` would be an address without a host, which cannot be read. */
function urlOf({ url = '/' }: IncomingMessage): URL {
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '');
  return new URL(`http://localhost${path.startsWith('/') ? path : `/${path}`}`);
}

type Call = Pick<Exchange, 'request' | 'response' | 'requestId'>;

async function answer(url: URL, call: Call, { routes, authenticate, closing }: FrontOptions): Promise<void> {
  const route = routes.get(url.pathname);
  if (!route) throw new ResearchError('ADDRESS_UNKNOWN', `Nothing is served at ${url.pathname.slice(0, 200)}.`);
  if (closing.aborted) call.response.setHeader('connection', 'close');
  if (!route.open) closing.throwIfAborted();
  const principal = route.open ? stranger : authenticate(call.request);
  await route.answer({ ...call, url, principal });
}

function observe({ request, response, url, requestId }: Call & { url: URL }, options: FrontOptions): void {
  const start = performance.now();
  const route = options.routes.has(url.pathname) ? url.pathname : 'unknown';
  response.once('close', () => {
    const ms = performance.now() - start;
    options.metrics.countRequest(route, response.statusCode, ms / 1000);
    options.log.debug({ requestId, method: request.method, route, status: response.statusCode, ms }, 'answered');
  });
}

function answerError(error: unknown, response: ServerResponse, requestId: string): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  // The rest of a body that was not read whole would be taken for the next request.
  if (!response.req.complete) response.setHeader('connection', 'close');
  if (error instanceof ResearchError) {
    sendError(response, errorCatalogue[error.code].status, researchErrorView(error));
  } else if (error instanceof GraphQLError && isProtocolError(error.extensions.code)) {
    sendError(response, 400, formatError(error.toJSON(), error, requestId));
  } else {
    sendError(response, 500, maskedError(requestId));
  }
}
