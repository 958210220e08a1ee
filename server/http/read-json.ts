/** Reads the body of a request. */
import type { IncomingMessage } from 'node:http';
import { ResearchError } from '../../domain/errors.js';
import { parseJson } from './parse-json.js';

/** The body as JSON; throws BODY_TOO_LARGE as soon as it is known to be, and BODY_NOT_JSON. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (Number(request.headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return parseJson(Buffer.concat(chunks).toString('utf8'), 'body');
}

function tooLarge(maxBytes: number): ResearchError {
  return new ResearchError('BODY_TOO_LARGE', `The request body is larger than ${maxBytes} bytes.`);
}
