/** Progress where standard error is no terminal. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLines, createProgress } from '../../../cli/progress.js';
import { textStream } from '../../support/text-stream.js';

test('writes at most one line in five seconds, the first at once', () => {
  const stream = textStream();
  let now = 1_000_000;
  const progress = createLines('harvest', stream, () => now);

  for (let second = 0; second <= 10; second++) {
    progress.update(second / 10, second === 5 ? 'counting' : null);
    now += 1000;
  }

  assert.deepEqual(stream.text().trim().split('\n'), ['harvest: 0%', 'harvest: 50% counting', 'harvest: 100%']);
});

test('writes nothing when it is to be quiet', () => {
  const stream = textStream();
  const progress = createProgress('harvest', { json: false, quiet: true }, stream as unknown as NodeJS.WriteStream);

  progress.update(0.5, 'half');
  progress.stop();

  assert.equal(stream.text(), '');
});
