/** Runs a checked subscription and sends its results as server-sent events. */
import type { ServerResponse } from 'node:http';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { GraphQLError, subscribe } from 'graphql';
import { createHandler } from 'graphql-sse';
import { formatError } from '../format-error.js';
import type { ErrorReporter } from '../report-errors.js';
import type { Exchange } from './exchange.js';

export interface Subscribing {
  readonly subscription: ExecutionArgs;
  readonly exchange: Exchange;
}

/** Resolves when the stream has ended, whoever ended it. */
export function createEventStream(reportError: ErrorReporter): (subscribing: Subscribing) => Promise<void> {
  const handler = createHandler<Subscribing>({
    // One connection an operation: shared connections are kept until their client comes, and none has to.
    authenticate: () => null,
    // Run here, not there: graphql-sse would also run queries, and a throwing source would be an unhandled rejection.
    onSubscribe: ({ raw }) => resultsOf(raw.subscription),
    onNext: (_, { raw }, result) => formatResult(result, raw.exchange.requestId, reportError),
  });
  return async (subscribing) => {
    const [body, init] = await handler({ ...requestForStream, raw: subscribing, context: undefined });
    const { response } = subscribing.exchange;
    response.writeHead(init.status, init.headers);
    if (body === null || typeof body === 'string') response.end(body);
    else await sendEvents(body, response);
  };
}

/** What graphql-sse wants to see of a request; ours has been read already. */
const streamHeaders = new Map([
  ['accept', 'text/event-stream'],
  ['content-type', 'application/json'],
]);
const requestForStream = { method: 'POST', url: '/graphql/stream', headers: streamHeaders, body: { query: '' } };

async function* resultsOf(subscription: ExecutionArgs): AsyncGenerator<ExecutionResult> {
  try {
    const results = await subscribe(subscription);
    if (Symbol.asyncIterator in results) yield* results;
    else yield results;
  } catch (error) {
    const originalError = error instanceof Error ? error : new Error(String(error));
    yield { errors: [new GraphQLError(originalError.message, { originalError })] };
  }
}

function formatResult<R extends { readonly errors?: readonly GraphQLError[] }>(
  result: R,
  requestId: string,
  reportError: ErrorReporter,
): R {
  if (!result.errors) return result;
  result.errors.forEach((error) => reportError(error, requestId));
  return { ...result, errors: result.errors.map((error) => formatError(error.toJSON(), error, requestId)) };
}

async function sendEvents(events: AsyncGenerator<string>, response: ServerResponse): Promise<void> {
  response.once('close', () => void events.return(undefined));
  for await (const event of events) response.write(event);
  response.end();
}
