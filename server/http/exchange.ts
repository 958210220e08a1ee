/** One request and its answer, on their way through the front. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from '../auth.js';
import type { RequestUrl } from './request-url.js';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: RequestUrl;
  /** As the client sent it in x-request-id, or made here; sent back, and logged. */
  readonly requestId: string;
  readonly principal: Principal;
}

/** Answers the exchange; what it throws is answered as an error by the front. */
export type Route = (exchange: Exchange) => Promise<void> | void;
