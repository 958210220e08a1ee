/** Asks a saeql server one GraphQL operation. */
import { setTimeout as wait } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

export interface Server {
  /** Such as http://127.0.0.1:4000/graphql. */
  readonly url: string;
  /** Made with `saeql keys create`; not needed on the server's own machine while there are no keys. */
  readonly key?: string;
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly fix?: string };
}

export interface Answer<R> {
  readonly data?: R | null;
  readonly errors?: readonly AnswerError[];
}

/** The same request may succeed a moment later; docs/errors.md lists what each code means. */
const passing: readonly (string | undefined)[] = ['BUSY', 'DEADLINE_EXCEEDED'];
const tries = 5;
const firstPauseMs = 500;

/** Repeats the request while the server is busy, each time after twice the pause; then returns what came last. */
export async function ask<R, V>(server: Server, operation: TypedDocumentNode<R, V>, variables: V): Promise<Answer<R>> {
  for (let attempt = 1; ; attempt++) {
    const answer = await post<R>(server, JSON.stringify({ query: print(operation), variables }));
    const busy = answer.errors?.some(({ extensions }) => passing.includes(extensions?.code));
    if (!busy || attempt === tries) return answer;
    await wait(firstPauseMs * 2 ** (attempt - 1));
  }
}

async function post<R>({ url, key }: Server, body: string): Promise<Answer<R>> {
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  const response = await fetch(url, { method: 'POST', headers, body });
  return (await response.json()) as Answer<R>;
}
