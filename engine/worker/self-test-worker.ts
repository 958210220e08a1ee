/** Entry of a worker thread that tests execution providers, one a question. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ProviderName } from '../engine.js';
import type { WorkerSettings } from './protocol.js';
import { testProvider } from './self-test.js';
import type { SelfTest } from './self-test.js';
import { createSession } from './session-factory.js';

export interface SelfTestQuestion {
  readonly provider: ProviderName;
}

export type SelfTestReply =
  { readonly kind: 'passed'; readonly result: SelfTest } | { readonly kind: 'failed'; readonly reason: string };

async function answer({ provider }: SelfTestQuestion): Promise<SelfTestReply> {
  try {
    return { kind: 'passed', result: await testProvider(provider, workerData as WorkerSettings, createSession) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', async (question: SelfTestQuestion) => parentPort?.postMessage(await answer(question)));
