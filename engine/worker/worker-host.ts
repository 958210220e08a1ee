/** The main thread's side of a worker: one request at a time, and a new thread after a crash. */
import { Worker } from 'node:worker_threads';
import { ResearchError } from '../../domain/errors.js';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './protocol.js';

export interface AskOptions {
  readonly signal?: AbortSignal;
  /** Buffers that move to the worker with the request. */
  readonly transfer?: readonly ArrayBuffer[];
}

/** Questions of type Q, answers of type A. */
export interface WorkerHost<Q = WorkerRequest, A = WorkerReply> {
  /**
   * Answers in the order of the questions. Throws CANCELLED when the signal is aborted before the question's turn, and
   * ENGINE_CRASHED when the thread ends before it has answered.
   */
  ask(request: Q, options?: AskOptions): Promise<A>;
  /** How many threads have crashed; what one had opened is closed in the next. */
  readonly crashes: number;
  /** Whoever waits is told at once; the thread ends when it has finished what it does. */
  close(): Promise<void>;
}

export interface WorkerHostOptions {
  readonly settings: WorkerSettings;
  /** File that the thread runs; it answers every question with one message. */
  readonly entry?: URL;
  /** Called when a thread has crashed, before anybody is told. */
  readonly onCrash?: () => void;
}

interface Pending<A> {
  readonly resolve: (reply: A) => void;
  readonly reject: (error: Error) => void;
}

const engineWorker = new URL('./engine-worker.js', import.meta.url);

/** Starts no thread before the first question; an idle thread does not keep the process alive. */
export function createWorkerHost<Q = WorkerRequest, A = WorkerReply>(options: WorkerHostOptions): WorkerHost<Q, A> {
  const { settings, entry = engineWorker, onCrash } = options;
  let worker: Worker | undefined;
  let pending: Pending<A> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let crashes = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(entry, { workerData: settings });
    started.on('message', (reply: A) => settle(({ resolve }) => resolve(reply)));
    started.on('error', (cause: Error) => dropCrashed(started, cause));
    started.on('exit', () => dropCrashed(started));
    return started;
  }

  function settle(finish: (pending: Pending<A>) => void): void {
    const settled = pending;
    pending = undefined;
    worker?.unref();
    if (settled) finish(settled);
  }

  function dropCrashed(crashed: Worker, cause?: Error): void {
    if (worker !== crashed) return;
    worker = undefined;
    crashes++;
    onCrash?.();
    settle(({ reject }) => reject(crashOf(cause)));
  }

  function post(request: Q, { signal, transfer = [] }: AskOptions): Promise<A> {
    throwIfCancelled(signal);
    if (closed) throw engineClosed();
    const asked = (worker ??= start());
    asked.ref();
    return new Promise((resolve, reject) => {
      pending = { resolve, reject };
      asked.postMessage(request, transfer);
    });
  }

  return {
    get crashes() {
      return crashes;
    },
    ask(request, options = {}) {
      const reply = turn.then(() => post(request, options));
      turn = reply.then(ignore, ignore);
      return reply;
    },
    async close() {
      closed = true;
      const [thread, isBusy] = [worker, pending !== undefined];
      worker = undefined;
      settle(({ reject }) => reject(new ResearchError('CANCELLED', 'The engine was closed.')));
      if (thread) await endThread(thread, isBusy);
    },
  };
}

/** ONNX Runtime ends the process when its thread is terminated while a session runs. */
async function endThread(thread: Worker, isBusy: boolean): Promise<void> {
  if (isBusy) await answered(thread);
  await thread.terminate();
}

/** When the thread has answered, or ended. */
function answered(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('message', () => resolve());
    worker.once('exit', () => resolve());
  });
}

function crashOf(cause: Error | undefined): ResearchError {
  const reason = cause ? `: ${cause.message}` : '';
  return new ResearchError('ENGINE_CRASHED', `The engine's thread ended${reason}.`, { cause });
}

/** @throws CANCELLED */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ResearchError('CANCELLED', 'The work was cancelled.', { cause: signal.reason });
}

/** What is told to whoever asks an engine that was closed. */
export function engineClosed(): ResearchError {
  return new ResearchError('CANCELLED', 'The engine is closed.');
}

/** The queue goes on whatever became of a question; the one who asked is told. */
function ignore(): void {
  return undefined;
}
