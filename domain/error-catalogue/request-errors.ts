/** Requests: their arguments, their size, and who may send them. */
import type { CatalogueEntry } from './catalogue-entry.js';

export const requestErrors = {
  PAGE_SIZE_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'The number of items asked for is out of range.',
    fix: 'Ask for at least 1 and at most the limit, and page with `after`.',
  },
  CURSOR_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'The cursor was not made by this query.',
    fix: 'Use `endCursor` of the page before, with the same order and filter.',
  },
  ARGUMENT_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'An argument is out of range or contradicts another.',
    fix: 'See the message for what is allowed.',
  },
  QUERY_TOO_EXPENSIVE: {
    status: 400,
    retryable: false,
    meaning: 'The cost of the query, known before it runs, is above the limit.',
    fix: 'Ask for smaller pages or fewer fields; `extensions.cost` says what a query costs.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    retryable: false,
    meaning: 'The request body is larger than the limit.',
    fix: 'Send less at a time, or raise SAEQL_MAX_BODY_BYTES.',
  },
  BODY_NOT_JSON: {
    status: 400,
    retryable: false,
    meaning: 'The request body is not JSON.',
    fix: 'Send {"query": "...", "variables": {...}} as application/json.',
  },
  OPERATION_NOT_ALLOWED: {
    status: 400,
    retryable: false,
    meaning: 'This kind of operation is not served at this address.',
    fix: 'Send queries and mutations to /graphql and subscriptions to /graphql/stream.',
  },
  ADDRESS_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: 'Nothing is served at this address.',
    fix: 'Use /graphql, /graphql/stream, /healthz, /readyz or /metrics.',
  },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    meaning: 'A key is needed and none, or an unknown one, was sent.',
    fix: 'Send `Authorization: Bearer KEY`; create a key with `saeql keys create`.',
  },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    meaning: 'The key may not do this.',
    fix: 'Use a key of a higher role: read, compute, admin.',
  },
} as const satisfies Record<string, CatalogueEntry>;
