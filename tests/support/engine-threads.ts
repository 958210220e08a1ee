/** The threads of the engine that this process starts, so that a test can end one, or keep it busy, in the middle of its work. */
import type { TestContext } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { WorkerRequest } from '../../engine/worker/protocol.js';

export interface HeldThread {
  /** Resolved when the thread has been asked for something. */
  readonly asked: Promise<void>;
  /** Lets it answer what it was asked. */
  release(): void;
}

export interface EngineThreads {
  readonly started: readonly Worker[];
  /**
   * Ends the latest thread as soon as it has been asked for this. The question does not reach it: the runtime ends the whole
   * process when its thread is ended while a session is opened or runs.
   */
  endWhenAsked(kind: WorkerRequest['kind']): void;
  /** The latest thread answers nothing until it is released. */
  hold(): HeldThread;
}

type Post = (request: WorkerRequest, transfer?: readonly ArrayBuffer[]) => void;

/** Watches until the test ends. */
export function watchEngineThreads(t: TestContext): EngineThreads {
  const started: Worker[] = [];
  const watch = (worker: Worker): void => void started.push(worker);
  process.on('worker', watch);
  t.after(() => process.off('worker', watch));

  function intercept(instead: (pass: () => void, request: WorkerRequest, thread: Worker) => void): void {
    const thread = started[started.length - 1];
    const post: Post = Worker.prototype.postMessage.bind(thread);
    const intercepting: Post = (request, transfer) => instead(() => post(request, transfer), request, thread);
    Object.assign(thread, { postMessage: intercepting });
  }

  return {
    started,
    endWhenAsked: (kind) =>
      intercept((pass, request, thread) => {
        if (request.kind === kind) void thread.terminate();
        else pass();
      }),
    hold() {
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const asked = new Promise<void>((resolve) =>
        intercept((pass) => {
          resolve();
          void released.then(pass);
        }),
      );
      return { asked, release: () => release() };
    },
  };
}
