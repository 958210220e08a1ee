/** Work that is done in smaller parts where memory does not suffice. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { ResearchError } from '../../../domain/errors.js';
import { inHalves } from '../../../engine/in-halves.js';
import { expectError } from '../../support/expect-error.js';

const halve = (numbers: readonly number[]): (readonly number[])[] => {
  const middle = Math.ceil(numbers.length / 2);
  return numbers.length < 2 ? [] : [numbers.slice(0, middle), numbers.slice(middle)];
};

/** Runs that have memory for so many numbers. */
function runsOfAtMost(most: number) {
  const runs: (readonly number[])[] = [];
  const run = async (numbers: readonly number[]): Promise<string> => {
    runs.push(numbers);
    if (numbers.length > most) throw new ResearchError('MEMORY_EXHAUSTED', 'too many');
    return numbers.join('+');
  };
  return { run, runs };
}

test('what fits is run at once', async () => {
  const { run, runs } = runsOfAtMost(4);

  assert.deepEqual(await inHalves([1, 2, 3, 4], halve, run), ['1+2+3+4']);
  assert.equal(runs.length, 1);
});

test('what does not fit is halved until it does, in order', async () => {
  const { run } = runsOfAtMost(2);

  assert.deepEqual(await inHalves([1, 2, 3, 4, 5, 6, 7], halve, run), ['1+2', '3+4', '5+6', '7']);
});

test('what cannot be halved is told', async () => {
  const { run } = runsOfAtMost(0);

  await expectError(() => inHalves([1, 2], halve, run), 'MEMORY_EXHAUSTED');
});

test('other errors are not taken for it', async () => {
  let runs = 0;
  const run = async (): Promise<never> => {
    runs++;
    throw new ResearchError('CANCELLED', 'no more');
  };

  await expectError(() => inHalves([1, 2], halve, run), 'CANCELLED');
  assert.equal(runs, 1);
});
