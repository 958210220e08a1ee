/** Shows how far a job is: a bar on a terminal, a line now and then elsewhere, nothing with --quiet. */
import { Presets, SingleBar } from 'cli-progress';
import type { OutputOptions } from './output.js';

export interface Progress {
  /** `fraction` from 0 to 1; `message` says what is being done. */
  update(fraction: number, message: string | null): void;
  stop(): void;
}

type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

const lineEveryMs = 5000;
const barTotal = 1000;

/** Progress of the named work, in the form that fits the stream and the options. */
export function createProgress(
  title: string,
  options: OutputOptions,
  stream: ProgressStream = process.stderr,
): Progress {
  if (options.quiet) return { update: () => undefined, stop: () => undefined };
  return stream.isTTY === true ? createBar(title, stream) : createLines(title, stream, Date.now);
}

function createBar(title: string, stream: ProgressStream): Progress {
  const bar = new SingleBar(
    // The job's owner listens to signals itself, and restoring the cursor is not needed where it is never hidden.
    { stream, format: '{title} {bar} {percentage}% | {eta_formatted} | {message}', gracefulExit: false },
    Presets.shades_classic,
  );
  bar.start(barTotal, 0, { title, message: '' });
  return {
    update: (fraction, message) => bar.update(Math.round(fraction * barTotal), { message: message ?? '' }),
    stop: () => bar.stop(),
  };
}

/** Writes at most one line every five seconds, so that a log of an hour stays readable. */
export function createLines(title: string, stream: { write(text: string): unknown }, now: () => number): Progress {
  let nextAt = -Infinity;
  return {
    update: (fraction, message) => {
      if (now() < nextAt) return;
      nextAt = now() + lineEveryMs;
      stream.write(`${title}: ${Math.floor(fraction * 100)}%${message === null ? '' : ` ${message}`}\n`);
    },
    stop: () => undefined,
  };
}
