/** Runs the command line as a user does: as a process of its own. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

export interface Finished {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcessWithoutNullStreams;
  readonly finished: Promise<Finished>;
}

/** Starts a command; of the variables that are ours it sees only `variables`. */
export function startSaeql(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Started {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SAEQL_'));
  const env = { ...Object.fromEntries(inherited), ...variables };
  const child = spawn(process.execPath, [main, ...args], { env });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (status) => resolve({ status, ...output }));
  });
  return { process: child, finished };
}

/** Runs a command to its end. */
export function saeql(...args: readonly string[]): Promise<Finished> {
  return startSaeql(args).finished;
}

/** Waits until the process has written text that matches, on standard output or error; fails when it ends before. */
export function textFrom(started: Started, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const look = (text: string): void => {
      seen += text;
      const match = pattern.exec(seen);
      if (match) resolve(match);
    };
    started.process.stdout.on('data', look);
    started.process.stderr.on('data', look);
    void started.finished.then(({ status }) => reject(new Error(`ended with ${status} before ${pattern}: ${seen}`)));
  });
}
