/** Work on a device that only one may use at a time. */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import { createInTurn } from '../../../engine/in-turn.js';

test('works one after the other in the order they were asked for, past one that fails', async () => {
  const inTurn = createInTurn();
  const events: string[] = [];
  const work = (name: string) => async (): Promise<string> => {
    events.push(`${name} begins`);
    await setImmediate();
    events.push(`${name} ends`);
    if (name === 'second') throw new Error(name);
    return name;
  };

  const results = await Promise.allSettled(['first', 'second', 'third'].map((name) => inTurn(work(name))));

  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(
    events,
    ['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]),
  );
});
