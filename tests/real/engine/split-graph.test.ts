/** A real llama-like graph, split at its hook points and run segment by segment. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { largestDifference } from '../../support/models.js';
import { hasRealData, stories260k } from '../../support/paths.js';
import { openSplitModel } from '../../support/split-model.js';
import type { SplitModel } from '../../support/split-model.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

if (!hasRealData) console.log(`SKIPPED: no real data at ${stories260k}`);

describe('the graph of stories260k, split', { skip: !hasRealData }, () => {
  const folder = temporaryFolder();
  let model: SplitModel;

  before(async () => {
    model = await openSplitModel(join(stories260k, 'model'), join(folder, 'model'));
  });
  after(() => model.close());

  test('gives the same bits as the whole graph, at whichever hook point it is split', async () => {
    for (const { name, tensor } of model.files.model.hookPoints)
      assert.equal(largestDifference(await model.runSplit([tensor]), model.logits), 0, name);
  });

  test('gives the same bits as the whole graph when it is split at all hook points at once', async () => {
    const tensors = [...new Set(model.files.model.hookPoints.map(({ tensor }) => tensor))];

    assert.equal(largestDifference(await model.runSplit(tensors), model.logits), 0);
  });
});
