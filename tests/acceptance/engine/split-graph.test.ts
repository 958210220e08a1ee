/** Graphs that are split at hook points and run segment by segment, against the whole graph. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { splitGraph } from '../../../engine/onnx/split-graph.js';
import { largestDifference, tinyModels } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { openSplitModel } from '../../support/split-model.js';
import type { SplitModel } from '../../support/split-model.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Logits are below 20; ONNX Runtime may fuse a segment otherwise than the whole, which rounds otherwise in float32. */
const tolerance = 1e-5;

for (const name of tinyModels) {
  describe(`the graph of ${name}, split`, () => {
    const folder = temporaryFolder();
    let model: SplitModel;

    before(async () => {
      model = await openSplitModel(fixture(`models/${name}`), join(folder, 'model'));
    });
    after(() => model.close());

    test('gives the logits of the whole graph, at whichever hook point it is split', async () => {
      for (const { name: hookPoint, tensor } of model.files.model.hookPoints) {
        const difference = largestDifference(await model.runSplit([tensor]), model.logits);

        assert.ok(difference <= tolerance, `${hookPoint}: ${difference}`);
      }
    });

    test('gives the logits of the whole graph when it is split at all hook points at once', async () => {
      const tensors = [...new Set(model.files.model.hookPoints.map(({ tensor }) => tensor))];

      const difference = largestDifference(await model.runSplit(tensors), model.logits);

      assert.ok(difference <= tolerance, String(difference));
    });

    test('hands on at most two tensors besides the one it is split at', () => {
      for (const { name: hookPoint, tensor } of model.files.model.hookPoints) {
        const [prefix] = splitGraph(model.graph, { at: [tensor], outputs: ['logits'] });
        const frontier = prefix.graph.output.map((output) => output.name ?? '').filter((other) => other !== tensor);

        assert.ok(frontier.length <= 2, `${hookPoint}: ${frontier.join(', ')}`);
      }
    });
  });
}
