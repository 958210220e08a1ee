/** Measures the CPU time of the threads that run a session. */
import { closeSync, openSync, readSync, readdirSync, readlinkSync } from 'node:fs';
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
  const counted = new Map<string, number>();
  count(counted, basename(readlinkSync('/proc/thread-self')));
  return {
    seconds() {
      // The kernel brings the count of a running thread up to date only when its time is asked for in this way.
      process.cpuUsage();
      let seconds = 0;
      for (const file of counted.values()) seconds += secondsIn(file);
      return seconds;
    },
    async watchNewThreads(start) {
      const before = new Set(readdirSync(tasks));
      const result = await start();
      const now = new Set(readdirSync(tasks));
      for (const thread of now) if (!before.has(thread)) count(counted, thread);
      for (const [thread, file] of counted) {
        if (now.has(thread)) continue;
        closeSync(file);
        counted.delete(thread);
      }
      return result;
    },
  };
}

/** The file stays open: it is read at every run. A thread of someone else may have ended since it was listed. */
function count(counted: Map<string, number>, thread: string): void {
  try {
    counted.set(thread, openSync(`${tasks}/${thread}/schedstat`, 'r'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

const text = Buffer.alloc(64);

/** A pool thread that ended with its session counts nothing any more. */
function secondsIn(file: number): number {
  try {
    const length = readSync(file, text, 0, text.length, 0);
    return parseInt(text.toString('latin1', 0, length), 10) * nanosecond;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 0;
    throw error;
  }
}
