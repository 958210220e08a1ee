/** How a command says why it ended, and with which status. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommanderError } from 'commander';
import { exitStatusOf } from '../../../cli/exit-status.js';
import { Interrupted } from '../../../cli/interrupt.js';
import { toReport } from '../../../cli/report-error.js';
import { ResearchError } from '../../../domain/errors.js';

test('a refusal is one line with code, message, place and mend', () => {
  const error = new ResearchError('CORPUS_EMPTY', 'The file has\nno document.', {
    at: 'stories.jsonl',
    fix: 'Add one.',
  });

  assert.equal(toReport(error), 'CORPUS_EMPTY: The file has no document. (at stories.jsonl) Add one.');
});

test('a refusal without a place names none', () => {
  const error = new ResearchError('JOB_NOT_FOUND', 'No job "7".');

  assert.equal(toReport(error), 'JOB_NOT_FOUND: No job "7". List the jobs.');
});

test('what nobody foresaw keeps its stack below the first line', () => {
  const [first, ...stack] = toReport(new Error('boom')).split('\n');

  assert.match(first, /^INTERNAL: boom /);
  assert.match(stack.join('\n'), /report-error\.test/);
});

test('exit statuses tell refusals, wrong usage, help and signals apart', () => {
  assert.equal(exitStatusOf(new ResearchError('CORPUS_EMPTY', 'x')), 1);
  assert.equal(exitStatusOf(new Error('x')), 1);
  assert.equal(exitStatusOf(new CommanderError(1, 'commander.unknownCommand', 'x')), 2);
  assert.equal(exitStatusOf(new CommanderError(0, 'commander.helpDisplayed', 'x')), 0);
  assert.equal(exitStatusOf(new Interrupted('SIGINT', 'x')), 130);
  assert.equal(exitStatusOf(new Interrupted('SIGTERM', 'x')), 143);
});
