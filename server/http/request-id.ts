/** The name under which a request is logged. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a client sends is taken over when it is fit for a log line. */
const acceptable = /^[\w.:-]{1,128}$/;

export function requestIdOf(request: IncomingMessage): string {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && acceptable.test(sent) ? sent : randomUUID();
}
