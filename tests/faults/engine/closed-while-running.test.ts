/** An engine that is closed while a session runs. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEngine } from '../../../engine/index.js';
import { expectError } from '../../support/expect-error.js';
import { copyModel, tokenBatch } from '../../support/models.js';
import { demo } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();
/** Takes the shipped model a tenth of a second or more. */
const batch = tokenBatch(Array.from({ length: 16 }, () => Array.from({ length: 128 }, (_, t) => t)));

test('what it computes is dropped, whoever waits is told, and the process lives on', async () => {
  const model = await copyModel(demo('models/demo'), join(folder, 'model'));
  for (const waitMs of [0, 5, 15]) {
    const engine = createEngine({ providers: ['cpu'], threads: 1 });
    await engine.nextTokenLoss_BT(model, tokenBatch([[1, 2]]));

    const refused = expectError(() => engine.nextTokenLoss_BT(model, batch), 'CANCELLED');
    await sleep(waitMs);
    await engine.close();

    await refused;
    await assert.doesNotReject(engine.close());
  }
});
