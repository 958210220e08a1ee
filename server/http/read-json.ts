/** Reads the body of a request. */
import type { IncomingMessage } from 'node:http';
import { ResearchError } from '../../domain/errors.js';
import { parseJson } from './parse-json.js';

/** The body as JSON; throws BODY_TOO_LARGE as soon as it is known to be, and BODY_NOT_JSON. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const body = await readBody(request, maxBytes);
  return parseJson(body.toString('utf8'), 'body');
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
