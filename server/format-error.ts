/** The only translator of errors for clients: ours keep their words, what nobody foresaw is masked. */
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { errorCatalogue, ResearchError } from '../domain/errors.js';

/** What is said of errors that GraphQL or Apollo itself makes of a request. */
const fixesOfProtocolErrors: Readonly<Record<string, string | undefined>> = {
  GRAPHQL_PARSE_FAILED: 'Check the syntax of the query at the place given.',
  GRAPHQL_VALIDATION_FAILED: 'Compare the query with the schema, which GraphiQL shows at /graphql.',
  BAD_USER_INPUT: 'Send variables of the types that the query declares.',
  BAD_REQUEST: 'Send POST with content-type application/json, or GET with the header apollo-require-preflight.',
  OPERATION_RESOLUTION_FAILURE: 'Name one of the operations of the document as operationName.',
  PERSISTED_QUERY_NOT_FOUND: 'Send the query itself beside its hash, once.',
  PERSISTED_QUERY_NOT_SUPPORTED: undefined,
};

export function isProtocolError(code: unknown): code is string {
  return typeof code === 'string' && Object.hasOwn(fixesOfProtocolErrors, code);
}

/** The error that is behind one that GraphQL wrapped with a place in the query. */
export function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? error.originalError : error;
}

/** The error as the client sees it. `formatted` is GraphQL's own rendering, with the place in query and answer. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId: string | undefined,
): GraphQLFormattedError {
  const { locations, path } = formatted;
  const code = formatted.extensions?.code;
  const cause = causeOf(error);
  if (cause instanceof ResearchError) return { locations, path, ...researchErrorView(cause) };
  if (isProtocolError(code)) {
    const fix = fixesOfProtocolErrors[code];
    return { message: formatted.message, locations, path, extensions: fix ? { code, fix } : { code } };
  }
  return { locations, path, ...maskedError(requestId) };
}

/** The error alone, for answers that are not of a query. */
export function researchErrorView(error: ResearchError): GraphQLFormattedError {
  const { code, fix, at } = error;
  return { message: error.message, extensions: at === undefined ? { code, fix } : { code, fix, at } };
}

export function maskedError(requestId: string | undefined): GraphQLFormattedError {
  const { meaning, fix } = errorCatalogue.INTERNAL;
  return { message: meaning, extensions: { code: 'INTERNAL', fix, requestId } };
}

/** The error with the HTTP status of an answer that consists of it alone, for refusals before a query runs. */
export function toRefusal(error: ResearchError): GraphQLError {
  const http = { status: errorCatalogue[error.code].status };
  return new GraphQLError(error.message, { originalError: error, extensions: { code: error.code, http } });
}
