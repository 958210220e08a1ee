/** Runs store code in a process of its own, so that tests can have two processes on one store, and kill one. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('./store-process-main.js', import.meta.url));

export interface StoreProcess {
  readonly child: ChildProcess;
  /** Resolves with the next line that the process prints; undefined when it has ended. */
  nextLine(): Promise<string | undefined>;
  /** Sends a line to the process. */
  send(line: string): void;
  /** Resolves with the exit code, or the name of the signal that ended the process. */
  ended: Promise<number | NodeJS.Signals>;
}

/** Starts one of the tasks of store-process-main.ts. */
export function startStoreProcess(task: string, ...args: readonly string[]): StoreProcess {
  const child = spawn(process.execPath, [entry, task, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = linesOf(child);
  return {
    child,
    nextLine: async () => (await lines.next()).value,
    send: (line) => void child.stdin.write(`${line}\n`),
    ended: once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals),
  };
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string, undefined> {
  let rest = '';
  for await (const chunk of child.stdout ?? []) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  return undefined;
}
