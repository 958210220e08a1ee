/** The parts of a request's address that routes read. */

export interface RequestUrl {
  readonly pathname: string;
  /** With its question mark; empty without a query. */
  readonly search: string;
}

/** Plain paths are cut, not parsed: parsing costs as much as all else that the front does. */
export function requestUrlOf(target: string): RequestUrl {
  if (!/^\/[\w/-]*(\?|$)/.test(target) || target.startsWith('//')) return parsedUrl(target);
  const question = target.indexOf('?');
  if (question < 0) return { pathname: target, search: '' };
  return { pathname: target.slice(0, question), search: target.slice(question) };
}

/** A target that is no address has its own text as path, where nothing is served. */
function parsedUrl(target: string): RequestUrl {
  if (!URL.canParse(target, 'http://localhost')) return { pathname: target, search: '' };
  const { pathname, search } = new URL(target, 'http://localhost');
  return { pathname, search };
}
