/** Reads the body of a request. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { ResearchError } from '../../domain/errors.js';
import { parseJson } from './parse-json.js';

/** The body as JSON; throws BODY_TOO_LARGE as soon as it is known to be, and BODY_NOT_JSON. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  return parseJson(toText(await readBody(request, maxBytes)), 'body');
}

/** Replaced by a mark, bytes that are no text would be tokenised, annotated or looked up as something else than was sent. */
function toText(body: Buffer): string {
  if (isUtf8(body)) return body.toString('utf8');
  throw new ResearchError('BODY_NOT_JSON', 'The body is not UTF-8 text.', {
    at: 'body',
    fix: 'Send the JSON in UTF-8.',
  });
}

/** By events: an asynchronous iteration costs as much as a whole small query. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const refuse = (): void => {
      request.pause();
      reject(new ResearchError('BODY_TOO_LARGE', `The request body is larger than ${maxBytes} bytes.`));
    };
    if (Number(request.headers['content-length']) > maxBytes) return refuse();
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) refuse();
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', () => reject(new ResearchError('CANCELLED', 'The client has gone.')));
  });
}
