/** `saeql demo` as a process: started, asked over HTTP, stopped. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerBody } from './documented-queries.js';
import { startSaeql, textFrom } from './saeql.js';

export interface RunningDemo {
  /** What it printed before it served. */
  readonly printed: string;
  /** Asks for data; after a mutation it also waits until the jobs that it started have succeeded. */
  ask(query: string, variables?: unknown): Promise<AnswerBody>;
  /** What it wrote to standard error. */
  stop(): Promise<string>;
}

const pollMs = 100;
const jobsQuery = `{
  queued: jobs(first: 1, state: QUEUED) { totalCount }
  running: jobs(first: 1, state: RUNNING) { totalCount }
  failed: jobs(first: 1, state: FAILED) { nodes { kind error { message } } }
}`;

interface JobCounts {
  readonly queued: { readonly totalCount: number };
  readonly running: { readonly totalCount: number };
  readonly failed: { readonly nodes: readonly unknown[] };
}

/** Starts it on the data folder and waits until it has filled the store and serves. */
export async function startDemo(data: string): Promise<RunningDemo> {
  const demo = startSaeql(['demo', '--port', '0', '--data', data]);
  const [printed, address] = await textFrom(demo, /Serving (\S+)[^]*\n}\n$/);
  return {
    printed,
    ask: async (query, variables = {}) => {
      const body = await post(address, query, variables);
      if (query.startsWith('mutation')) await waitForJobs(address);
      return body;
    },
    stop: async () => {
      demo.process.kill('SIGINT');
      const { status, stderr } = await demo.finished;
      assert.equal(status, 0, stderr);
      return stderr;
    },
  };
}

async function post(address: string, query: string, variables: unknown): Promise<AnswerBody> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const response = await fetch(address, { method: 'POST', headers, body });
  const { errors, ...answer } = (await response.json()) as AnswerBody & { readonly errors?: unknown };
  assert.equal(errors, undefined, `${JSON.stringify(errors)} for ${query}`);
  return answer;
}

async function waitForJobs(address: string): Promise<void> {
  for (;;) {
    const { data } = await post(address, jobsQuery, {});
    const { queued, running, failed } = data as JobCounts;
    assert.deepEqual(failed.nodes, []);
    if (queued.totalCount + running.totalCount === 0) return;
    await sleep(pollMs);
  }
}
