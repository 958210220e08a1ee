/** The scheduler of jobs, with small real child processes in the place of harvests. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { JobError, JobRecord, JobState } from '../../../domain/job.js';
import { startJobScheduler } from '../../../server/job-scheduler.js';
import { createMetrics } from '../../../server/metrics.js';
import { queuedJob } from '../../support/small-records.js';

interface Scene {
  /** Program of each child, in JavaScript. */
  readonly program: string;
  /** State of the job after a child has ended. */
  readonly leaves: JobState;
  /** What it says then. */
  readonly error?: JobError | null;
}

function play({ program, leaves, error = null }: Scene) {
  let job: JobRecord = queuedJob;
  const started: (number | undefined)[] = [];
  const metrics = createMetrics();
  const scheduler = startJobScheduler({
    jobs: {
      find: () => job,
      nextRunnable: (except) => (job.state === 'QUEUED' && !except?.has(job.id) ? job : undefined),
      giveUp: () => (job = { ...job, state: 'FAILED' }),
    },
    startChild: () => {
      const child = spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
      started.push(child.pid);
      child.once('exit', () => (job = { ...job, state: leaves, error }));
      return child;
    },
    log: pino({ level: 'silent' }),
    metrics,
  });
  return { scheduler, started, metrics, state: () => job.state };
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 20_000) throw new Error('waited in vain');
    await sleep(20);
  }
}

test('a queued job runs in a process of its own, once', async () => {
  const { scheduler, started, metrics, state } = play({ program: '', leaves: 'SUCCEEDED' });

  await until(() => state() === 'SUCCEEDED');
  await sleep(100);
  await scheduler.close();

  assert.equal(started.length, 1);
  assert.match(await metrics.print(), /saeql_jobs_total\{state="SUCCEEDED"\} 1/);
});

test('a job whose process dies is run again, and given up after three times', async () => {
  const program = 'process.kill(process.pid, "SIGKILL")';
  const { scheduler, started, metrics, state } = play({ program, leaves: 'QUEUED' });

  await until(() => state() === 'FAILED');
  await scheduler.close();

  assert.equal(started.length, 3);
  assert.match(await metrics.print(), /saeql_jobs_total\{state="FAILED"\} 1/);
});

test('a job that cannot go on here is left in the queue and not tried again', async () => {
  const error: JobError = { code: 'HARVEST_PROVIDER_UNAVAILABLE', message: 'it began on webgpu', fix: null };
  const { scheduler, started, state } = play({ program: '', leaves: 'QUEUED', error });

  await until(() => started.length === 1);
  // Three times what the scheduler waits before it looks again.
  await sleep(1500);
  await scheduler.close();

  assert.equal(started.length, 1);
  assert.equal(state(), 'QUEUED');
});

test('the process of a job ends with the server', async () => {
  const { scheduler, started } = play({ program: 'setTimeout(() => {}, 60000)', leaves: 'QUEUED' });

  await until(() => started.length === 1);
  await sleep(100);
  await scheduler.close();

  assert.throws(() => process.kill(Number(started[0]), 0), /ESRCH/);
});
