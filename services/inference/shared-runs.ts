/** Questions that arrive while the engine is at work are answered together by its next run. */
import { setMaxListeners } from 'node:events';
import { ResearchError } from '../../domain/errors.js';

export interface Batching {
  /**
   * How long an idle lane waits for more questions before it runs the first; with 0 it waits for nothing, and only what
   * arrives during a run is gathered.
   */
  readonly windowMs: number;
  /** Of one run that questions share; with 0 every question has a run of its own. */
  readonly mostTokens: number;
}

/** The tokens fill the operators, and are so few that a cancelled request gives its place back soon. */
const usualBatching: Batching = { windowMs: 0, mostTokens: 4096 };

export interface Question {
  readonly tokenIds: Int32Array;
  /** Aborted when nobody waits for the answer. */
  readonly signal: AbortSignal;
}

/** Answers questions of one kind; one entry a question. The signal is aborted when nobody waits for any of them. */
export type Run<A> = (sequences: readonly Int32Array[], signal: AbortSignal) => Promise<readonly A[]>;

export interface SharedRuns {
  /**
   * Questions of one lane wait for each other; of these, those of one kind share a run. An answer does not depend on what
   * shares its run. Rejects with the signal's reason when it is aborted before the answer is there.
   */
  ask<A>(place: { readonly lane: string; readonly kind: string }, question: Question, run: Run<A>): Promise<A>;
}

interface Waiting {
  readonly kind: string;
  readonly question: Question;
  readonly run: Run<unknown>;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export function createSharedRuns({ windowMs, mostTokens }: Batching = usualBatching): SharedRuns {
  const lanes = new Map<string, Waiting[]>();

  async function serve(lane: string, queue: Waiting[]): Promise<void> {
    if (mostTokens > 0) await pause(windowMs);
    const take = (): Waiting[] => takeTogether(queue, mostTokens);
    for (let taken = take(); taken.length > 0; taken = take()) await answer(taken);
    lanes.delete(lane);
  }

  return {
    ask<A>({ lane, kind }: { lane: string; kind: string }, question: Question, run: Run<A>): Promise<A> {
      if (question.signal.aborted) return Promise.reject(reasonOf(question.signal));
      return new Promise<A>((resolve, reject) => {
        const waiting: Waiting = { kind, question, run, resolve: (answered) => resolve(answered as A), reject };
        rejectWhenAborted(question.signal, reject);
        const queue = lanes.get(lane);
        if (queue) {
          queue.push(waiting);
          return;
        }
        const started = [waiting];
        lanes.set(lane, started);
        void serve(lane, started);
      });
    },
  };
}

/** The oldest question and those of its kind behind it, as far as they fit; the abandoned ones are dropped. */
function takeTogether(queue: Waiting[], mostTokens: number): Waiting[] {
  const wanted = queue.filter(({ question }) => !question.signal.aborted);
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  let tokens = 0;
  for (const waiting of wanted) {
    const { length } = waiting.question.tokenIds;
    const fits = taken.length === 0 || (waiting.kind === taken[0].kind && tokens + length <= mostTokens);
    if (fits) tokens += length;
    (fits ? taken : left).push(waiting);
  }
  queue.splice(0, queue.length, ...left);
  return taken;
}

async function answer(taken: readonly Waiting[]): Promise<void> {
  const sequences = taken.map(({ question }) => question.tokenIds);
  const signals = taken.map(({ question }) => question.signal);
  try {
    const answers = await taken[0].run(sequences, abortedByAll(signals));
    taken.forEach(({ resolve }, index) => resolve(answers[index]));
  } catch (error) {
    taken.forEach(({ reject }) => reject(error));
  }
}

function rejectWhenAborted(signal: AbortSignal, reject: (reason: unknown) => void): void {
  // All prompts of a request share one signal; Node would warn of a leak from the eleventh on.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', () => reject(reasonOf(signal)), { once: true });
}

/** Aborted once all of the signals are. */
function abortedByAll(all: readonly AbortSignal[]): AbortSignal {
  const signals = [...new Set(all)];
  const controller = new AbortController();
  const look = (): void => {
    if (signals.every(({ aborted }) => aborted)) controller.abort();
  };
  setMaxListeners(0, controller.signal);
  for (const signal of signals) signal.addEventListener('abort', look, { once: true, signal: controller.signal });
  look();
  return controller.signal;
}

function reasonOf(signal: AbortSignal): unknown {
  return signal.reason ?? new ResearchError('CANCELLED', 'The work was cancelled.');
}

/** All that arrives in one turn of the event loop is gathered in any case. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve)));
}
