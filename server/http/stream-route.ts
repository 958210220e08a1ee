/** /graphql/stream: subscriptions as server-sent events, in the protocol of graphql-sse, one connection each. */
import type { GraphQLSchema } from 'graphql';
import type { Limits } from '../../services/services.js';
import { startDeadline } from '../limits/deadline.js';
import type { OperationContext } from '../operation-context.js';
import type { ErrorReporter } from '../report-errors.js';
import { createEventStream } from './event-stream.js';
import type { Exchange, Route } from './exchange.js';
import { parseJson } from './parse-json.js';
import { parseSubscription } from './parse-subscription.js';
import { readJson } from './read-json.js';

interface StreamRouteOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly reportError: ErrorReporter;
  /** Aborted when the server closes, which ends all streams. */
  readonly closing: AbortSignal;
  readonly createContext: (exchange: Exchange, signal: AbortSignal) => OperationContext;
}

export function createStreamRoute(options: StreamRouteOptions): Route {
  const { schema, limits, closing, createContext } = options;
  const stream = createEventStream(options.reportError);
  return async (exchange) => {
    const params = await paramsOf(exchange, limits.maxBodyBytes);
    const client = startDeadline(exchange.response, Infinity);
    try {
      const context = createContext(exchange, AbortSignal.any([client.signal, closing]));
      const subscription = parseSubscription(params, { schema, limits, context });
      await stream({ subscription, exchange });
    } finally {
      client.clear();
    }
  };
}

async function paramsOf({ request, url }: Exchange, maxBytes: number): Promise<unknown> {
  if (request.method === 'POST') return readJson(request, maxBytes);
  const { variables, ...params } = Object.fromEntries(new URLSearchParams(url.search));
  return variables === undefined ? params : { ...params, variables: parseJson(variables, 'variables') };
}
