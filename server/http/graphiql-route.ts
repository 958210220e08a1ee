/** GraphiQL for browsers, from a package of ours: the page loads nothing from elsewhere. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { acceptsGzip } from './accepts-gzip.js';
import type { Exchange, Route } from './exchange.js';

/** Scripts and workers are in the page itself; nothing may be fetched but our own addresses. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  "connect-src 'self'",
].join('; ');

const firstQuery = `# Dictionaries and the features that fire most often
{
  dictionaries(first: 5) {
    nodes {
      name
      features(first: 5, orderBy: FREQUENCY_DESC) {
        nodes { index statistics { frequency maxActivation } }
      }
    }
  }
}
`;

/** Whether a browser asks for a page rather than a program for data. */
export function wantsPage({ request }: Exchange): boolean {
  return request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
}

/** The page is 9 MB of text, so it is made when first asked for, and kept compressed. */
export function createGraphiQLRoute(): Route {
  let page: Promise<Buffer> | undefined;
  return async ({ request, response }) => {
    page ??= renderPage();
    const compressed = await page;
    const isCompressed = acceptsGzip(request.headers['accept-encoding']);
    const body = isCompressed ? compressed : await promisify(gunzip)(compressed);
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
      'content-length': body.length,
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'no-cache',
      vary: 'accept, accept-encoding',
    });
    response.end(body);
  };
}

async function renderPage(): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  // Subscriptions go to the endpoint's /stream.
  const page = renderGraphiQL({
    title: 'saeql',
    endpoint: '/graphql',
    subscriptionsProtocol: 'GRAPHQL_SSE',
    defaultQuery: firstQuery,
  });
  return promisify(gzip)(page);
}
