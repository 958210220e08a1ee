/** Measures the CPU time of the threads that run a session. */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * CPU seconds that this worker thread and ONNX Runtime's pool threads have used. On Linux it is what the kernel counted
 * for just these threads; elsewhere, where Node cannot tell threads apart, it is the time on the clock times the number
 * of threads, which is an upper bound.
 */
export interface CpuClock {
  seconds(): number;
  /** Calls a function that may start pool threads, and counts these from then on. */
  watchNewThreads<T>(start: () => Promise<T>): Promise<T>;
}

const tasks = '/proc/self/task';
const nanosecond = 1e-9;

export function createCpuClock(threads: number): CpuClock {
  return process.platform === 'linux' ? createThreadClock() : createWallClock(threads);
}

function createWallClock(threads: number): CpuClock {
  return {
    seconds: () => Number(process.hrtime.bigint()) * nanosecond * threads,
    watchNewThreads: (start) => start(),
  };
}

function createThreadClock(): CpuClock {
  const counted = new Set([basename(readlinkSync('/proc/thread-self'))]);
  return {
    seconds() {
      // The kernel brings the count of a running thread up to date only when its time is asked for in this way.
      process.cpuUsage();
      return [...counted].reduce((sum, thread) => sum + threadSeconds(thread), 0);
    },
    async watchNewThreads(start) {
      const before = new Set(readdirSync(tasks));
      const result = await start();
      for (const thread of readdirSync(tasks)) if (!before.has(thread)) counted.add(thread);
      return result;
    },
  };
}

/** A pool thread that ended with its session counts nothing any more. */
function threadSeconds(thread: string): number {
  try {
    return Number(readFileSync(`${tasks}/${thread}/schedstat`, 'latin1').split(' ', 1)[0]) * nanosecond;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH')
      return 0;
    throw error;
  }
}
