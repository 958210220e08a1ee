#!/usr/bin/env node
/** The `saeql` command: parses the arguments, runs one command and ends with its exit status. */
import '../server/production.js';
import { exitStatusOf } from './exit-status.js';
import { reportError } from './report-error.js';
import { createProgram } from './program.js';

// A reader such as `head` that has seen enough closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  reportError(error, process.stderr);
  process.exitCode = exitStatusOf(error);
}
