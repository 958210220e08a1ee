/** A web server over given services, asked without a socket of its own; errors are collected instead of printed. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { pino } from 'pino';
import request from 'supertest';
import type { KeyService } from '../../services/keys.js';
import { createKeyService } from '../../services/keys.js';
import type { Services } from '../../services/services.js';
import type { KeyRecord, NamedTable } from '../../store/store.js';
import type { FindObstacle } from '../../server/http/health-routes.js';
import { createMetrics } from '../../server/metrics.js';
import type { WebServer } from '../../server/web-server.js';
import { createWebServer } from '../../server/web-server.js';

export interface TestError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly fix?: string;
    readonly at?: string;
    readonly requestId?: string;
  };
}

interface Cost {
  readonly cost: number;
  readonly limit: number;
}

export interface Answer<R> {
  readonly status: number;
  readonly data: R | null | undefined;
  readonly errors: readonly TestError[] | undefined;
  readonly cost: (Cost & { readonly engine?: Cost }) | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

export interface TestWeb extends WebServer {
  readonly keys: KeyService;
  /** Lines logged so far, parsed. */
  readonly logged: readonly Record<string, unknown>[];
  /** Sends the operation; a string is a query of its own. */
  ask<R, V>(operation: TypedDocumentNode<R, V> | string, variables?: V, secret?: string): Promise<Answer<R>>;
  /** The data of an answer that must hold no error. */
  read<R, V>(operation: TypedDocumentNode<R, V>, variables?: V): Promise<R>;
}

export async function openTestWeb(services: Services, findObstacle: FindObstacle = () => undefined): Promise<TestWeb> {
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const keys = createKeyService(keysInMemory());
  const shared = { services, describeServer: () => describe(services) };
  const web = await createWebServer({ shared, keys, log, metrics: createMetrics(), findObstacle });
  const ask = async <R, V>(
    operation: TypedDocumentNode<R, V> | string,
    variables?: V,
    secret?: string,
  ): Promise<Answer<R>> => {
    const query = typeof operation === 'string' ? operation : print(operation);
    const post = request(web.httpServer).post('/graphql');
    if (secret !== undefined) post.set('authorization', `Bearer ${secret}`);
    const { status, body, headers } = await post.send({ query, variables });
    return { status, data: body.data, errors: body.errors, cost: body.extensions?.cost, headers };
  };
  const read = async <R, V>(operation: TypedDocumentNode<R, V>, variables?: V): Promise<R> => {
    const { data, errors } = await ask(operation, variables);
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  };
  return { ...web, keys, logged, ask, read };
}

function describe({ limits }: Services) {
  const executionProviders = [{ name: 'cpu', available: true, inUse: false, reason: null }];
  const loaded = [{ name: 'tiny', kind: 'model', bytes: 2 ** 32, provider: 'cpu' }];
  return { version: '0.1.0', storeVersion: 1, executionProviders, generation: 'recomputes', limits, loaded };
}

function keysInMemory(): NamedTable<KeyRecord> {
  const records = new Map<string, KeyRecord>();
  return {
    find: (name) => records.get(name),
    names: () => [...records.keys()].sort(),
    page: () => ({ items: [], hasNextPage: false, hasPreviousPage: false, totalCount: 0 }),
    add: (record) => {
      if (records.has(record.name)) return false;
      records.set(record.name, record);
      return true;
    },
    remove: (name) => records.delete(name),
  };
}
