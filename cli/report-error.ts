/** Says on standard error why a command ended: one line with code, what, where and how to mend it. */
import { CommanderError } from 'commander';
import { ResearchError } from '../domain/errors.js';
import { Interrupted } from './interrupt.js';

/** Writes the report of an error; commander has said its own by the time its error arrives. */
export function reportError(error: unknown, stream: { write(text: string): unknown }): void {
  if (error instanceof CommanderError) return;
  stream.write(`${toReport(error)}\n`);
}

/** One line for a refusal; what nobody foresaw also gets its stack, which is all there is to report it with. */
export function toReport(error: unknown): string {
  if (error instanceof Interrupted) return error.message;
  if (error instanceof ResearchError) {
    const place = error.at === undefined ? '' : ` (at ${error.at})`;
    return oneLine(`${error.code}: ${error.message}${place} ${error.fix}`);
  }
  const unforeseen = error instanceof Error ? error : new Error(String(error));
  const advice = 'This was not foreseen: report it with the lines below and what `saeql doctor` prints.';
  return `${oneLine(`INTERNAL: ${unforeseen.message} ${advice}`)}\n${unforeseen.stack ?? ''}`;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
