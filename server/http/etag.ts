/** Entity tags: an answer that the client has already is not sent again. */
import { createHash } from 'node:crypto';

/** A strong tag: the same for the same bytes. */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** Whether an If-None-Match header names the tag; weak tags of proxies count, as RFC 9110 (13.1.2) has it. */
export function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((sent) => sent.trim() === '*' || sent.trim().replace(/^W\//, '') === tag);
}
