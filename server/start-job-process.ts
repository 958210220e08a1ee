/** Starts the process that runs one job. */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.js';
import { toEnvironment } from './config.js';

const entry = fileURLToPath(new URL('job-main.js', import.meta.url));

/** The process logs to our standard error, and ends when the channel to us breaks. */
export function startJobProcess(jobId: string, config: Config): ChildProcess {
  return fork(entry, [jobId], {
    env: { ...process.env, ...toEnvironment(config) },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
