/** The HTTP server over the services: its routes, and how it ends without cutting anyone off. */
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { ResearchError } from '../domain/errors.js';
import { buildSchema } from '../resolvers/build-schema.js';
import type { KeyService } from '../services/keys.js';
import { startApollo } from './apollo.js';
import { authenticate } from './auth.js';
import type { Exchange } from './http/exchange.js';
import type { RouteEntry } from './http/front.js';
import { createFront } from './http/front.js';
import { createGraphiQLRoute, wantsPage } from './http/graphiql-route.js';
import { createGraphQLRoute } from './http/graphql-route.js';
import type { FindObstacle } from './http/health-routes.js';
import { answerHealth, createMetricsRoute, createReadyRoute } from './http/health-routes.js';
import { createStreamRoute } from './http/stream-route.js';
import type { Logger } from './log.js';
import type { Metrics } from './metrics.js';
import type { SharedContext } from './operation-context.js';
import { createOperationContext } from './operation-context.js';
import { createErrorReporter } from './report-errors.js';

export interface WebServerOptions {
  readonly shared: SharedContext;
  readonly keys: KeyService;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly findObstacle: FindObstacle;
}

export interface WebServer {
  readonly httpServer: Server;
  /** Refuses new requests, ends streams, waits for requests that run, at most `graceMs`, and then ends them. */
  close(graceMs: number): Promise<void>;
}

/** Does not listen yet. */
export async function createWebServer(options: WebServerOptions): Promise<WebServer> {
  const { keys, log, metrics } = options;
  const reportError = createErrorReporter(log, metrics);
  const closing = new AbortController();
  const apollo = await startApollo({ schema, limits: options.shared.services.limits, log, reportError });
  const routes = routesOf(options, { apollo, reportError, closing: closing.signal });
  const httpServer = createServer(
    createFront({
      routes,
      authenticate: (request) => authenticate(request, keys),
      closing: closing.signal,
      ...{ log, metrics, reportError },
    }),
  );
  return {
    httpServer,
    close: async (graceMs) => {
      closing.abort(new ResearchError('SERVER_CLOSING', 'The server is shutting down.'));
      await closeHttp(httpServer, graceMs);
      await apollo.stop();
    },
  };
}

/** type-graphql keeps its types for the whole process, so the schema is built once. */
const schema = buildSchema();

interface Parts {
  readonly apollo: Awaited<ReturnType<typeof startApollo>>;
  readonly reportError: ReturnType<typeof createErrorReporter>;
  readonly closing: AbortSignal;
}

function routesOf(options: WebServerOptions, parts: Parts): ReadonlyMap<string, RouteEntry> {
  const { limits } = options.shared.services;
  const createContext = (exchange: Exchange, signal: AbortSignal) =>
    createOperationContext(options.shared, exchange, signal);
  const answerQuery = createGraphQLRoute({ apollo: parts.apollo, limits, createContext });
  const answerBrowser = createGraphiQLRoute();
  const findObstacle = (): string | undefined => (parts.closing.aborted ? 'shutting down' : options.findObstacle());
  return new Map<string, RouteEntry>([
    ['/', { answer: ({ response }) => void response.writeHead(302, { location: '/graphql' }).end(), open: true }],
    ['/graphql', { answer: (exchange) => (wantsPage(exchange) ? answerBrowser(exchange) : answerQuery(exchange)) }],
    ['/graphql/stream', { answer: createStreamRoute({ schema, limits, createContext, ...parts }) }],
    ['/healthz', { answer: answerHealth, open: true }],
    ['/readyz', { answer: createReadyRoute(findObstacle), open: true }],
    ['/metrics', { answer: createMetricsRoute(options.metrics) }],
  ]);
}

const lookAgainMs = 50;

/** Connections that are kept alive are closed as they fall idle; Node itself does that only once. */
async function closeHttp(httpServer: Server, graceMs: number): Promise<void> {
  if (!httpServer.listening) return;
  const closed = new Promise<void>((resolve) => httpServer.close(() => resolve()));
  const idle = setInterval(() => httpServer.closeIdleConnections(), lookAgainMs);
  const patience = setTimeout(() => httpServer.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
}
